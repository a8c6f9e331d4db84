using System.Text;
using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Contracts.TrackRecord;

namespace Huracan.Engine.TrackRecord;

/// <summary>Verifies a track record from its first entry on, in the order of the chain.</summary>
public sealed class RecordChainCheck
{
    private byte[] hash = RecordChain.Start;
    private long recorded;

    /// <summary>Number of the last entry that was verified.</summary>
    public long Number { get; private set; }

    /// <summary>Hash of the last entry that was verified, 64 lower-case hexadecimal digits.</summary>
    public string Hash { get; private set; } = Convert.ToHexStringLower(RecordChain.Start);

    /// <summary>Decisions verified.</summary>
    public int Decisions { get; private set; }

    /// <summary>Decisions among them that were recorded before the next candle closed, by the times they carry.</summary>
    public int InTime { get; private set; }

    /// <summary>Outcomes verified.</summary>
    public int Outcomes { get; private set; }

    /// <summary>Verifies the next entry.</summary>
    /// <exception cref="InputRefusedException">It does not follow from the entries before it; the message says why.</exception>
    public void Add(RecordEntry entry)
    {
        if (entry.Number != Number + 1)
            throw Broken(entry, $"entry {Number + 1} is missing");
        hash = RecordChain.Next(hash, entry.Content);
        if (Convert.ToHexStringLower(hash) != entry.Hash)
            throw Broken(entry, "its content and the entries before it do not give its hash");
        var content = HuracanJson.Deserialize<Stamp>(Encoding.UTF8.GetBytes(entry.Content), $"entry {entry.Number}");
        if (content.Recorded < recorded)
            throw Broken(entry, "it was recorded before the entry before it");
        if (content.Decision >= entry.Number)
            throw Broken(entry, $"it is the outcome of decision {content.Decision}, which comes later");
        (Number, Hash, recorded) = (entry.Number, entry.Hash, content.Recorded);
        if (content.Kind == RecordKind.Outcome)
        {
            Outcomes++;
            return;
        }
        Decisions++;
        InTime += content.Recorded < content.Closed + content.Timeframe.Milliseconds ? 1 : 0;
    }

    private static InputRefusedException Broken(RecordEntry entry, string reason) =>
        new($"The track record is broken at entry {entry.Number}: {reason}.");

    private sealed record Stamp(RecordKind Kind, Timeframe Timeframe, long Closed, long Recorded, long? Decision = null);
}
