using System.Xml;
using System.Xml.Linq;
using Huracan.MarketData.Http;

namespace Huracan.MarketData.Binance;

/// <summary>Lists the archive's keys by S3's ListObjects, a thousand at a time.</summary>
internal sealed class ArchiveListing(VendorHttp http, Uri listing)
{
    private static readonly XNamespace S3 = "http://s3.amazonaws.com/doc/2006-03-01/";

    /// <summary>The keys that begin so, and the folders among them.</summary>
    public async Task<(List<string> Keys, List<string> Folders)> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        var (keys, folders, marker) = (new List<string>(), new List<string>(), "");
        do
        {
            var address = new Uri(
                $"{listing}?delimiter=/&prefix={Uri.EscapeDataString(prefix)}"
                    + (marker.Length == 0 ? "" : $"&marker={Uri.EscapeDataString(marker)}"));
            var page = await http.BytesAsync(address, Read, cancellationToken);
            keys.AddRange(page.Descendants(S3 + "Contents").Select(file => (string)file.Element(S3 + "Key")!));
            folders.AddRange(page.Descendants(S3 + "CommonPrefixes").Select(folder => (string)folder.Element(S3 + "Prefix")!));
            marker = (bool?)page.Element(S3 + "IsTruncated") == true ? (string?)page.Element(S3 + "NextMarker") ?? "" : "";
        }
        while (marker.Length > 0);
        return (keys, folders);
    }

    private static XElement Read(byte[] content)
    {
        try
        {
            var root = XElement.Load(new MemoryStream(content));
            return root.Name == S3 + "ListBucketResult"
                ? root
                : throw new PassingException($"the listing is a <{root.Name.LocalName}>, not a <ListBucketResult>");
        }
        catch (XmlException exception)
        {
            throw new PassingException($"the listing is no XML: {exception.Message}");
        }
    }
}
