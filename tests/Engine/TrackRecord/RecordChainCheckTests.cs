using System.Text.Json;
using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Contracts.TrackRecord;
using Huracan.Contracts.Trading;
using Huracan.Engine.TrackRecord;

namespace Huracan.Tests.Engine.TrackRecord;

public class RecordChainCheckTests
{
    // Computed with sha256sum: thirty-two zero bytes and "a", then that hash and "b".
    [Fact]
    public void Hashes_are_those_of_another_program()
    {
        var first = RecordChain.Next(RecordChain.Start, "a");

        Assert.Equal("41a0370c3d9f42773a59e8e01651911cf43b1e3f66944cbb690029debc4eb647", Convert.ToHexStringLower(first));
        Assert.Equal(
            "abccbe9b24d2bbd3aa1360d605147a841dd051130131c6929d6004e1ae4796e8",
            Convert.ToHexStringLower(RecordChain.Next(first, "b")));
    }

    [Fact]
    public void A_record_is_counted()
    {
        var entries = Record(Decision(1, 0), Decision(2, 4_000_000), Outcome(1, 4_000_000));
        var check = Verify(entries);

        Assert.Equal((3, 2, 1, 1), (check.Number, check.Decisions, check.InTime, check.Outcomes));
        Assert.Equal(entries[^1].Hash, check.Hash);
    }

    [Fact]
    public void Every_change_is_found()
    {
        var entries = Record(Decision(1, 0), Decision(2, 5), Outcome(1, 7), Decision(3, 7));

        Broken([entries[0], entries[2], entries[3]], "entry 2 is missing");
        Broken([entries[0], entries[1] with { Content = entries[1].Content.Replace("0.61", "0.62") }], "do not give its hash");
        Broken([entries[0], entries[1] with { Hash = entries[0].Hash }], "do not give its hash");
        Broken([.. Record(Decision(1, 5), Decision(2, 4))], "recorded before the entry before it");
        Broken([.. Record(Decision(1, 5), Outcome(2, 5))], "decision 2, which comes later");
        // A record made anew from the second entry on holds in itself; whoever noted an earlier end sees it.
        Assert.NotEqual(entries[2].Hash, Verify(Record(Decision(1, 0), Decision(9, 5), Outcome(1, 7))).Hash);
    }

    private static void Broken(IEnumerable<RecordEntry> entries, string reason)
    {
        var error = Assert.Throws<InputRefusedException>(() => Verify([.. entries]));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private static RecordChainCheck Verify(IReadOnlyList<RecordEntry> entries)
    {
        var check = new RecordChainCheck();
        foreach (var entry in entries)
            check.Add(entry);
        return check;
    }

    private static List<RecordEntry> Record(params object[] contents)
    {
        var entries = new List<RecordEntry>();
        var hash = RecordChain.Start;
        foreach (var content in contents)
        {
            var text = JsonSerializer.Serialize(content, HuracanJson.Compact);
            hash = RecordChain.Next(hash, text);
            entries.Add(new RecordEntry(entries.Count + 1, text, Convert.ToHexStringLower(hash)));
        }
        return entries;
    }

    private static PaperDecision Decision(int candle, long recorded) => new()
    {
        Coin = "AUSDT",
        Timeframe = Timeframe.H1,
        Closed = candle,
        Recorded = recorded,
        RunId = "run",
        Family = "xgboost",
        Horizon = 4,
        Price = 1,
        Class = 1,
        Confidence = 0.61,
        Value = 0,
        IsTraded = true,
        Gate = new GateDecision(true, GateAction.Active, "", 80, QualityTier.High, 1),
    };

    private static PaperOutcome Outcome(long decision, long recorded) => new()
    {
        Coin = "AUSDT",
        Timeframe = Timeframe.H1,
        Closed = 1,
        Recorded = recorded,
        Decision = decision,
        ShouldTrade = true,
    };
}
