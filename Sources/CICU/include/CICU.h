#pragma once
#include <stdint.h>
// A thin shim over libicu: public names carry no ICU type and no version suffix, so that Swift sees the same functions with any ICU from 70 on.
const char *_Nonnull rabt_icu_version(void);
