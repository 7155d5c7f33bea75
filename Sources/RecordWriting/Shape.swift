/// What a JSON value looks like: records and the manifest are declared with it, checked against it and published as JSON Schema.
public indirect enum Shape: Sendable {
    case text
    case choice([String])
    case integer
    case number
    /// 0–1.
    case score
    case boolean
    case list(Shape)
    case object([Field])
    /// An object with any keys.
    case anyObject
    case nullable(Shape)
    /// A string of a form that a regular expression gives.
    case matching(String)
}

/// A key of an object: always there, in the order of declaration.
public struct Field: Sendable {
    public var name: String
    public var shape: Shape
    public var about: String

    public init(_ name: String, _ shape: Shape, _ about: String) {
        self.name = name
        self.shape = shape
        self.about = about
    }
}
