import Testing

@testable import ModelStorage

/// The container: what is whole opens, everything else is refused with a reason.
struct ModelFileTests {
    static let bytes: [UInt8] = {
        var writer = ModelWriter()
        writer.add("one", [1, 2, 3, 4] as [UInt32])
        writer.add("two", Array("some text".utf8))
        writer.add("none", [UInt8]())
        return writer.finish(sourceHash: (7, 9))
    }()

    @Test func reads() throws {
        let file = try ModelFile.inMemory(Self.bytes)
        try file.verify()
        let one: FlatTable<UInt32> = file.table("one")
        #expect(one.count == 4 && one[3] == 4 && one[4] == 0 && one[-1] == 0)
        #expect(file.text("two") == "some text" && file.bytes("none").count == 0 && file.bytes("other").count == 0)
        #expect(file.sourceHash == (7, 9))
    }

    /// RELIABILITY.md row 49: each byte flipped.
    @Test func everyFlippedByteIsNoticed() throws {
        for i in Self.bytes.indices {
            var bytes = Self.bytes
            bytes[i] ^= 0xFF
            let isPadding: Bool
            do {
                let file = try ModelFile.inMemory(bytes)
                try file.verify()
                isPadding = true
            } catch { isPadding = false }
            // Nothing refers to the bytes between sections.
            if isPadding { #expect(Self.bytes[i] == 0 && i > 48) }
        }
    }

    @Test func everyCutIsNoticed() {
        for length in 0..<Self.bytes.count {
            #expect(throws: ModelFileError.self) { try ModelFile.inMemory(Array(Self.bytes[..<length])) }
        }
        #expect(throws: ModelFileError.self) { try ModelFile.inMemory(Self.bytes + [0]) }
    }

    @Test func otherVersionsAreNamed() {
        var bytes = Self.bytes
        bytes[8] = 99
        #expect(throws: ModelFileError.otherVersion(99)) { try ModelFile.inMemory(bytes) }
        #expect(throws: ModelFileError.notAModel) { try ModelFile.inMemory(Array("#!/bin/sh".utf8) + [UInt8](repeating: 0, count: 100)) }
    }

    /// A directory of sections that points outside, with right checksums.
    @Test(arguments: [UInt64.max, UInt64(1) << 63, UInt64(1) << 40, UInt64(65), UInt64(64_000)] as [UInt64]) func hostileOffsets(_ value: UInt64) {
        for field in [8, 16] {
            var bytes = Self.bytes
            withUnsafeBytes(of: value.littleEndian) { bytes.replaceSubrange((48 + field)..<(56 + field), with: $0) }
            #expect(throws: ModelFileError.self) { try ModelFile.inMemory(sealed(bytes)).verify() }
        }
    }

    @Test func sha256() {
        func hash(_ text: String) -> String {
            var h = SHA256()
            h.add(text)
            return SHA256.hexadecimal(h.finish())
        }
        #expect(hash("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(hash("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(hash(String(repeating: "a", count: 1000)) == "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3")
        var parts = SHA256()
        for _ in 0..<1000 { parts.add("a") }
        #expect(SHA256.hexadecimal(parts.finish()) == hash(String(repeating: "a", count: 1000)))
    }
}

/// The same bytes with the header's checksum made right again.
func sealed(_ source: [UInt8]) -> [UInt8] {
    var bytes = source
    let count = bytes.withUnsafeBytes { Int($0.loadUnaligned(fromByteOffset: 12, as: UInt32.self)) }
    bytes.withUnsafeMutableBytes { b in
        var hash = StableHash()
        hash.add(UnsafeRawBufferPointer(start: b.baseAddress, count: 24))
        hash.add(UnsafeRawBufferPointer(start: b.baseAddress! + 32, count: 16 + count * 32))
        b.storeBytes(of: hash.value, toByteOffset: 24, as: UInt64.self)
    }
    return bytes
}
