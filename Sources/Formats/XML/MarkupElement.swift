/// An element of an XML file, with its place.
struct MarkupElement {
    /// Its name.
    let name: String
    /// The line its start tag ends on, from 1.
    let line: Int
    /// The text directly in it, without white space around it.
    var text = ""
    /// The elements directly in it, in order.
    var children: [MarkupElement] = []

    /// The first child with a name.
    func child(_ name: String) -> MarkupElement? {
        children.first { $0.name == name }
    }
}
