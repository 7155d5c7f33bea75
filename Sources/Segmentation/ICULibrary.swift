import CICU

/// The ICU library that runs.
public enum ICULibrary {
    /// `72.1`
    public static var version: String { String(cString: rabt_icu_version()) }
    /// `15.0`
    public static var unicodeVersion: String { String(cString: rabt_unicode_version()) }
}
