import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Reads a small XML file into elements that know their lines.
///
/// Documents with a DOCTYPE are refused before any parser sees them, so that no entity can be declared, expanded or
/// fetched; encodings that could hide one are refused too.
enum MarkupReader {
    /// How deep elements may lie in one another.
    static let deepest = 32
    /// How many elements a file may have.
    static let mostElements = 1_000_000

    /// Reads the root element.
    ///
    /// - Throws: ``FormatError`` with the line, if the file is not well formed.
    static func read(_ bytes: [UInt8], file: String) throws(FormatError) -> MarkupElement {
        guard bytes.contains(where: { $0 > 0x20 }) else {
            throw FormatError(file: file, reason: "The file is empty.")
        }
        guard String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0) else {
            throw FormatError(file: file, reason: "The file is not UTF-8 text.")
        }
        if let line = line(of: "<!DOCTYPE", in: bytes) ?? line(of: "<!ENTITY", in: bytes) {
            throw FormatError(file: file, line: line, reason: "A DOCTYPE is not accepted.")
        }
        if let encoding = declaredEncoding(bytes), !["utf-8", "utf8", "us-ascii", "ascii"].contains(encoding)
        {
            throw FormatError(
                file: file,
                line: 1,
                reason:
                    "The encoding \(FormatError.quoted(encoding)) is not accepted; save the file as UTF-8."
            )
        }
        let parser = XMLParser(data: Data(bytes))
        parser.shouldResolveExternalEntities = false
        let collector = MarkupCollector()
        parser.delegate = collector
        let isWellFormed = parser.parse()
        if let fault = collector.fault {
            throw FormatError(file: file, line: fault.line, reason: fault.reason)
        }
        guard isWellFormed, let root = collector.root else {
            throw FormatError(
                file: file, line: max(parser.lineNumber, 1), reason: "This is not well-formed XML.")
        }
        return root
    }

    /// The line a text first stands on.
    private static func line(of text: StaticString, in bytes: [UInt8]) -> Int? {
        let wanted = text.withUTF8Buffer { Array($0) }
        var line = 1
        for index in bytes.indices {
            if bytes[index] == 0x0A { line += 1 }
            if bytes[index] == wanted[0], bytes[index...].starts(with: wanted) { return line }
        }
        return nil
    }

    /// The encoding that the XML declaration names, in lower case.
    private static func declaredEncoding(_ bytes: [UInt8]) -> String? {
        let head = String(decoding: bytes.prefix(200), as: UTF8.self)
        guard let end = head.range(of: "?>"), let key = head.range(of: "encoding"),
            key.upperBound < end.lowerBound
        else { return nil }
        let value = head[key.upperBound..<end.lowerBound].drop { $0.isWhitespace || $0 == "=" }
        guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
        return value.dropFirst().prefix { $0 != quote }.lowercased()
    }
}

/// Builds the elements as the parser meets them.
private final class MarkupCollector: NSObject, XMLParserDelegate {
    private(set) var root: MarkupElement?
    private(set) var fault: (line: Int, reason: String)?
    private var open: [MarkupElement] = []
    private var count = 0

    func parser(
        _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String]
    ) {
        count += 1
        if open.count >= MarkupReader.deepest {
            stop(parser, "Elements are nested too deeply.")
        } else if count > MarkupReader.mostElements {
            stop(parser, "There are too many elements.")
        } else {
            open.append(MarkupElement(name: elementName, line: max(parser.lineNumber, 1)))
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        guard !open.isEmpty else { return }
        open[open.count - 1].text += string
    }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
        guard !open.isEmpty else { return }
        open[open.count - 1].text += String(decoding: block, as: UTF8.self)
    }

    func parser(
        _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?, qualifiedName: String?
    ) {
        guard fault == nil, var element = open.popLast() else { return }
        element.text = element.text.trimmingCharacters(in: .whitespacesAndNewlines)
        if open.isEmpty {
            root = element
        } else {
            open[open.count - 1].children.append(element)
        }
    }

    /// Foundation's `parse()` answers true even after some of these, for instance when text follows the root.
    func parser(_ parser: XMLParser, parseErrorOccurred parseError: any Error) {
        if fault == nil { fault = (max(parser.lineNumber, 1), "This is not well-formed XML.") }
    }

    private func stop(_ parser: XMLParser, _ reason: String) {
        if fault == nil { fault = (max(parser.lineNumber, 1), reason) }
        parser.abortParsing()
    }
}
