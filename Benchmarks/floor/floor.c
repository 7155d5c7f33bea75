// The speed that all figures are ratios to: ICU's word breaks in a plain C loop, UTF-8 in.
//
//   floor FILE [REPEATS]
//
// Each line is converted to UTF-16, its word boundaries are found and the rule status of each is asked for, as a segmenter must. Prints one line of JSON: bytes,
// words (segments whose status isn't "none"), a hash over boundaries and status, and the processor seconds of the median repeat.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static int compare(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static int fail(const char *what) {
    fprintf(stderr, "floor: %s\n", what);
    return 1;
}

int main(int argc, char **argv) {
    int repeats = argc > 2 ? atoi(argv[2]) : 1;
    if (argc < 2 || repeats < 1 || repeats > 99) return fail("usage: floor FILE [REPEATS from 1 to 99]");
    FILE *file = fopen(argv[1], "rb");
    if (!file) return fail("cannot open the file");
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = malloc(size + 1);
    UChar *units = malloc(sizeof(UChar) * (size + 1));
    if (!text || !units || fread(text, 1, size, file) != (size_t)size) return fail("cannot read the file");
    fclose(file);

    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *breaks = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
    if (U_FAILURE(status)) return fail(u_errorName(status));
    double times[99];
    uint64_t hash = 0, words = 0;
    for (int r = 0; r < repeats; r++) {
        uint64_t h = 0xCBF29CE484222325, w = 0;
        double start = seconds();
        for (long from = 0; from < size;) {
            const char *newline = memchr(text + from, '\n', size - from);
            long end = newline ? newline - text : size;
            int32_t length = 0;
            u_strFromUTF8(units, (int32_t)size, &length, text + from, (int32_t)(end - from), &status);
            ubrk_setText(breaks, units, length, &status);
            if (U_FAILURE(status)) return fail(u_errorName(status));
            for (int32_t b = ubrk_next(breaks); b != UBRK_DONE; b = ubrk_next(breaks)) {
                int32_t rule = ubrk_getRuleStatus(breaks);
                w += rule >= UBRK_WORD_NONE_LIMIT;
                h = (h ^ (uint64_t)b ^ (uint64_t)rule << 32) * 0x100000001B3;
            }
            from = end + 1;
        }
        times[r] = seconds() - start;
        if (r > 0 && (h != hash || w != words)) return fail("two repeats differ");
        hash = h;
        words = w;
    }
    qsort(times, repeats, sizeof *times, compare);
    printf("{\"bytes\": %ld, \"words\": %llu, \"hash\": \"%016llx\", \"seconds\": %.9f}\n", size, (unsigned long long)words, (unsigned long long)hash, times[repeats / 2]);
    ubrk_close(breaks);
    free(units);
    free(text);
    return 0;
}
