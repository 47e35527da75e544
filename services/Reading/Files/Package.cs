using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace Platform.Reading.Files;

/// <summary>
/// An Office package (zip of XML parts, ECMA-376) read with the framework's own readers under bounds: what all its parts together may
/// unfold to, how many nodes they may have, how deep they may be. No DTD, no external entity. Nothing here recurses.
/// </summary>
public sealed class Package : IDisposable
{
    /// <summary>A plan of 400 pages has about 200,000 nodes; a Word document about 15 levels, 3 more for each table within a table.</summary>
    private const int MostNodes = 1_000_000;
    private const int MostLevels = 120;
    private const long MostCharacters = 32 * 1024 * 1024;
    private const int MostEntries = 10_000;

    private readonly ZipArchive _archive;
    private int _nodes = MostNodes;
    private long _characters = MostCharacters;

    /// <exception cref="FileRefused">No package, or one of too many parts.</exception>
    public Package(Stream content)
    {
        try
        {
            _archive = new(content, ZipArchiveMode.Read);
            if (_archive.Entries.Count > MostEntries)
                throw FileRefused.TooLarge();
        }
        catch (Exception error) when (IsBroken(error))
        {
            throw Broken();
        }
    }

    public IEnumerable<string> Names => _archive.Entries.Select(e => e.FullName);

    public void Dispose() => _archive.Dispose();

    public bool Has(string name) => _archive.GetEntry(name) is not null;

    /// <returns>Null when there is no such part.</returns>
    public XDocument? Part(string name)
    {
        if (_archive.GetEntry(name) is not { } entry)
            return null;
        // The package's own word; the reader below counts.
        if (entry.Length > _characters * 4)
            throw FileRefused.TooLarge();
        try
        {
            using var stream = entry.Open();
            using var reader = XmlReader.Create(stream, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true });
            return Load(reader);
        }
        catch (Exception error) when (IsBroken(error))
        {
            throw Broken();
        }
    }

    private XDocument Load(XmlReader reader)
    {
        var document = new XDocument();
        XContainer open = document;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (reader.Depth >= MostLevels)
                        throw FileRefused.TooDeep();
                    var (element, isEmpty) = (new XElement(XName.Get(reader.LocalName, reader.NamespaceURI)), reader.IsEmptyElement);
                    Count(reader.LocalName.Length);
                    while (reader.MoveToNextAttribute())
                    {
                        Count(reader.Value.Length);
                        // Prefixes are resolved here; nothing asks for them.
                        if (reader.NamespaceURI != XNamespace.Xmlns.NamespaceName)
                            element.Add(new XAttribute(XName.Get(reader.LocalName, reader.NamespaceURI), reader.Value));
                    }
                    open.Add(element);
                    if (!isEmpty)
                        open = element;
                    break;
                case XmlNodeType.EndElement:
                    open = open.Parent ?? (XContainer)document;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace when open != document:
                    Count(reader.Value.Length);
                    open.Add(new XText(reader.Value));
                    break;
            }
        }
        return document;
    }

    private void Count(int characters)
    {
        _characters -= characters;
        if (--_nodes < 0 || _characters < 0)
            throw FileRefused.TooLarge();
    }

    private static bool IsBroken(Exception error) =>
        error is InvalidDataException or XmlException or EndOfStreamException or ArgumentException or NotSupportedException or IOException;

    private static FileRefused Broken() => new(Refusal.Unreadable, "Tệp bị hỏng hoặc không đúng định dạng.");
}
