using System.Text;
using Google.Protobuf;

namespace Huracan.Tests.Telemetry;

/// <summary>A span as it was sent, with as much of it as tests look at.</summary>
/// <param name="Trace">Trace id, in lower-case hexadecimal.</param>
/// <param name="Id">Its own id.</param>
/// <param name="Parent">Id of the span it is below; empty for the root of a trace.</param>
/// <param name="Name">Its name.</param>
internal sealed record Span(string Trace, string Id, string Parent, string Name)
{
    // Field numbers of opentelemetry/proto: ExportTraceServiceRequest 1, ResourceSpans 2, ScopeSpans 2 lead to a Span.
    private static readonly int[] Path = [1, 2, 2];

    /// <summary>All spans of an exported message.</summary>
    public static IEnumerable<Span> Read(byte[] message)
    {
        IEnumerable<byte[]> parts = [message];
        foreach (var field in Path)
            parts = parts.SelectMany(part => Parts(part, field));
        return parts.Select(span =>
            new Span(Hex(span, 1), Hex(span, 2), Hex(span, 4), Encoding.UTF8.GetString(Parts(span, 5).Single())));
    }

    private static string Hex(byte[] span, int field) => Convert.ToHexStringLower(Parts(span, field).LastOrDefault() ?? []);

    // The length-delimited fields of this number.
    private static List<byte[]> Parts(byte[] message, int field)
    {
        var input = new CodedInputStream(message);
        List<byte[]> parts = [];
        while (input.ReadTag() is var tag and not 0)
        {
            if (tag == ((uint)field << 3 | 2))
                parts.Add(input.ReadBytes().ToByteArray());
            else
                input.SkipLastField();
        }
        return parts;
    }
}
