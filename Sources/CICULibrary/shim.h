// Only carries pkg-config's flags for libicu into the package; the calls are in CICU.
