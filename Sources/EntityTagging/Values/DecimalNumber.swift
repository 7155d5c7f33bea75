/// A number as news writes it: exact, decimal. `mantissa × 10^exponent`; sums and products that don't fit into 64 bits are refused.
public struct DecimalNumber: Hashable, Sendable {
    public var mantissa: Int64
    public var exponent: Int

    public init(_ mantissa: Int64, exponent: Int = 0) {
        self.mantissa = mantissa
        self.exponent = mantissa == 0 ? 0 : exponent
    }

    public static let zero = DecimalNumber(0)

    /// The same number without trailing zeros in the mantissa.
    var normalized: DecimalNumber {
        var m = mantissa, e = exponent
        if m == 0 { return .zero }
        while m % 10 == 0 {
            m /= 10
            e += 1
        }
        return DecimalNumber(m, exponent: e)
    }

    private func shifted(to e: Int) -> Int64? {
        guard exponent - e <= 18 else { return mantissa == 0 ? 0 : nil }
        var m = mantissa
        for _ in 0..<max(0, exponent - e) {
            let (p, over) = m.multipliedReportingOverflow(by: 10)
            if over { return nil }
            m = p
        }
        return m
    }

    public func adding(_ other: DecimalNumber) -> DecimalNumber? {
        let e = min(exponent, other.exponent)
        guard let a = shifted(to: e), let b = other.shifted(to: e) else { return nil }
        let (s, over) = a.addingReportingOverflow(b)
        return over ? nil : DecimalNumber(s, exponent: e)
    }

    public func multiplied(by other: DecimalNumber) -> DecimalNumber? {
        let a = normalized, b = other.normalized
        let (p, over) = a.mantissa.multipliedReportingOverflow(by: b.mantissa)
        return over || abs(a.exponent + b.exponent) > 30 ? nil : DecimalNumber(p, exponent: a.exponent + b.exponent)
    }

    /// Nil where the numbers are too far apart to be compared in 64 bits.
    public func isLess(than other: DecimalNumber) -> Bool {
        let e = min(exponent, other.exponent)
        guard let a = shifted(to: e) else { return mantissa < 0 }
        guard let b = other.shifted(to: e) else { return other.mantissa > 0 }
        return a < b
    }

    /// The value where it is a whole number of a size that fits.
    public var integer: Int? {
        let n = normalized
        guard n.exponent >= 0, let m = n.shifted(to: 0) else { return nil }
        return Int(m)
    }

    /// Plain decimal writing: no exponent, no trailing zeros.
    public var description: String {
        let n = normalized
        if n.exponent >= 0 { return String(n.mantissa) + String(repeating: "0", count: n.exponent) }
        let negative = n.mantissa < 0
        var digits = String(n.mantissa.magnitude)
        if digits.utf8.count <= -n.exponent { digits = String(repeating: "0", count: -n.exponent - digits.utf8.count + 1) + digits }
        let split = digits.index(digits.endIndex, offsetBy: n.exponent)
        return (negative ? "-" : "") + digits[..<split] + "." + digits[split...]
    }
}
