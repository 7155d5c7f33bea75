#include "CICU.h"
#include <stdio.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/uversion.h>

struct rabt_breaker;

static UBreakIterator *iterator(rabt_breaker *breaker) { return (UBreakIterator *)breaker; }

rabt_breaker *rabt_breaker_open(rabt_break_kind kind) {
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *made = ubrk_open(kind == RABT_BREAK_WORDS ? UBRK_WORD : UBRK_SENTENCE, "", NULL, 0, &status);
    if (U_FAILURE(status)) {
        if (made) ubrk_close(made);
        return NULL;
    }
    return (rabt_breaker *)made;
}

void rabt_breaker_close(rabt_breaker *breaker) {
    if (breaker) ubrk_close(iterator(breaker));
}

_Bool rabt_breaker_set_text(rabt_breaker *breaker, const uint16_t *text, int32_t count) {
    UErrorCode status = U_ZERO_ERROR;
    ubrk_setText(iterator(breaker), (const UChar *)text, count, &status);
    return U_SUCCESS(status);
}

int32_t rabt_breaker_next(rabt_breaker *breaker) { return ubrk_next(iterator(breaker)); }

int32_t rabt_breaker_status(rabt_breaker *breaker) { return ubrk_getRuleStatus(iterator(breaker)); }

int32_t rabt_utf16_from_utf8(uint16_t *target, int32_t capacity, const uint8_t *source, int32_t count) {
    UErrorCode status = U_ZERO_ERROR;
    int32_t length = 0;
    u_strFromUTF8((UChar *)target, capacity, &length, (const char *)source, count, &status);
    return U_FAILURE(status) ? -1 : length;
}

const char *rabt_icu_version(void) {
    static _Thread_local char text[U_MAX_VERSION_STRING_LENGTH];
    UVersionInfo version;
    u_getVersion(version);
    snprintf(text, sizeof text, "%d.%d", version[0], version[1]);
    return text;
}

const char *rabt_unicode_version(void) {
    static _Thread_local char text[U_MAX_VERSION_STRING_LENGTH];
    UVersionInfo version;
    u_getUnicodeVersion(version);
    snprintf(text, sizeof text, "%d.%d", version[0], version[1]);
    return text;
}

int32_t rabt_word_break_class(uint32_t codePoint) { return u_getIntPropertyValue((UChar32)codePoint, UCHAR_WORD_BREAK); }
int32_t rabt_sentence_break_class(uint32_t codePoint) { return u_getIntPropertyValue((UChar32)codePoint, UCHAR_SENTENCE_BREAK); }
int32_t rabt_general_category(uint32_t codePoint) { return u_charType((UChar32)codePoint); }
_Bool rabt_is_white_space(uint32_t codePoint) { return u_isUWhiteSpace((UChar32)codePoint); }
_Bool rabt_is_extended_pictographic(uint32_t codePoint) { return u_hasBinaryProperty((UChar32)codePoint, UCHAR_EXTENDED_PICTOGRAPHIC); }
