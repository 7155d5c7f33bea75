#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// A thin shim over libicu: public names carry no ICU type and no version suffix, so that Swift sees the same functions with any ICU from 70 on.
// Texts go in as UTF-16 (rabt_utf16_from_utf8 makes it); positions are UTF-16 code units.

/// Break iterator over UTF-16; belongs to one thread.
typedef struct rabt_breaker rabt_breaker;

typedef enum { RABT_BREAK_WORDS = 0, RABT_BREAK_SENTENCES = 1 } rabt_break_kind;

/// Root-locale iterator, NULL where ICU has no data for it. About 0.1 ms for the first one in a process.
rabt_breaker *_Nullable rabt_breaker_open(rabt_break_kind kind);
void rabt_breaker_close(rabt_breaker *_Nullable breaker);
/// Points the iterator at `text`, which must stay in place while it is used. False on failure.
_Bool rabt_breaker_set_text(rabt_breaker *_Nonnull breaker, const uint16_t *_Nonnull text, int32_t count);
/// Next boundary, -1 after the last one. The first call answers the first boundary after 0.
int32_t rabt_breaker_next(rabt_breaker *_Nonnull breaker);
/// ICU's rule status of the stretch before the last boundary (0 none, 100 number, 200 letter, 300 kana, 400 ideograph).
int32_t rabt_breaker_status(rabt_breaker *_Nonnull breaker);

/// Converts valid UTF-8; `target` must have room for `count` units. Answers the number of units written, -1 on failure.
int32_t rabt_utf16_from_utf8(uint16_t *_Nonnull target, int32_t capacity, const uint8_t *_Nonnull source, int32_t count);

/// Version of the libicu that runs (`72.1`); the pointer lives as long as the process.
const char *_Nonnull rabt_icu_version(void);
/// Version of Unicode behind it (`15.0`).
const char *_Nonnull rabt_unicode_version(void);

/// Properties of a code point by the running ICU.
int32_t rabt_word_break_class(uint32_t codePoint);
int32_t rabt_sentence_break_class(uint32_t codePoint);
int32_t rabt_general_category(uint32_t codePoint);
_Bool rabt_is_white_space(uint32_t codePoint);
_Bool rabt_is_extended_pictographic(uint32_t codePoint);

/// Offset of the next line feed at or after `from`, or `count`.
static inline intptr_t rabt_next_line_feed(const uint8_t *_Nonnull bytes, intptr_t from, intptr_t count) {
    if (from >= count) return count;
    const uint8_t *found = (const uint8_t *)memchr(bytes + from, '\n', (size_t)(count - from));
    return found ? found - bytes : count;
}
