using System.Text;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Champions;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Champions;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Regimes;
using Huracan.Storage.Bundles;
using Huracan.Storage.Champions;
using Huracan.Storage.Configuration;
using Huracan.Tests.Champions;

namespace Huracan.Tests.Storage.Champions;

public sealed class ChampionContestTests : IDisposable
{
    private static readonly ChampionKey Key = new(GenuineRun.Unit, 4);
    private static readonly PromotionOptions Options = new() { Draws = 99 };

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    private readonly TemporaryFolder folder = new();
    private readonly ChampionStore champions;
    private readonly IRunFolder run;

    public ChampionContestTests()
    {
        champions = new ChampionStore(folder["champions"], BundleTrust.Anyone);
        run = GenuineRun.Make(folder[GenuineRun.Id], "xgboost").Context.Folder;
    }

    private ChampionContest Contest => new(champions, signer: null, Options, isDry: false);

    private BundleSource Challenger =>
        ChampionContest.ChallengerOf(run, GenuineRun.Unit, new BundleRequest(GenuineRun.Id), Lifetime);

    [Fact]
    public void A_challenger_without_enough_evidence_waits_and_is_looked_at_again_with_the_same_result()
    {
        var first = Contest.Enter(run, Challenger);
        var again = Contest.LookAgain(run, Key);

        Assert.Equal(PromotionVerdict.Wait, first.Report.Verdict);
        Assert.True(first.Report.Days >= 7, $"{first.Report.Days} days");
        Assert.Equal(first.Report.Evidence, again.Report.Evidence);
        Assert.Equal(GenuineRun.Id, Assert.Single(Contest.WaitingOf(GenuineRun.Unit)).Version);
        Assert.Empty(champions.Latest().Champions);
        Assert.Empty(Contest.WaitingOf(new UnitId("OTHERUSDT", Timeframe.H1)));
    }

    [Fact]
    public void A_dry_contest_judges_the_same_and_writes_nothing()
    {
        var dry = new ChampionContest(champions, null, Options, isDry: true)
            .Enter(run, Challenger);

        Assert.Equal(PromotionVerdict.Wait, dry.Report.Verdict);
        Assert.False(Directory.Exists(folder["champions"]));
    }

    [Fact]
    public void Its_own_model_under_another_name_never_beats_a_champion()
    {
        champions.Promote(champions.Add(GenuineRun.Bundle("v1"), signer: null));

        var outcome = Contest.Enter(run, Challenger);

        Assert.Equal(PromotionVerdict.Wait, outcome.Report.Verdict);
        Assert.True(outcome.Report.HighestEvidence <= 1, $"{outcome.Report.HighestEvidence}");
        Assert.Equal(outcome.Report.ChampionSharpe, outcome.Report.ChallengerSharpe);
    }

    [Fact]
    public void One_that_was_promoted_before_its_promoter_was_killed_no_longer_waits()
    {
        Contest.Enter(run, Challenger);
        champions.Promote(champions.Add(GenuineRun.Bundle(), signer: null));

        Assert.Empty(Contest.WaitingOf(GenuineRun.Unit));
    }

    [Fact]
    public void One_that_is_dismissed_makes_room()
    {
        Contest.Enter(run, Challenger);

        Contest.Dismiss(Key);

        Assert.Empty(Contest.WaitingOf(GenuineRun.Unit));
        Assert.Throws<InputRefusedException>(() => Contest.LookAgain(run, Key));
    }

    [Fact]
    public void Labels_costs_and_the_regimes_of_the_guards_are_those_of_the_run_at_hand()
    {
        GenuineRun.Ungate(run);
        var first = Contest.Enter(run, Challenger).Report;
        var options = Parsed(run.Read(RunOutputs.Config));

        options.Regimes = options.Regimes with { Kind = RegimeKind.Hmm };
        run.Write(RunOutputs.Config, Encoding.UTF8.GetBytes(YamlFile.Format(options)));
        var hidden = Contest.LookAgain(run, Key).Report;
        options.Costs = options.Costs with { TakerFeeBps = options.Costs.TakerFeeBps + 20 };
        run.Write(RunOutputs.Config, Encoding.UTF8.GetBytes(YamlFile.Format(options)));
        var dear = Contest.LookAgain(run, Key).Report;

        Assert.Equal(first.ChallengerSharpe, hidden.ChallengerSharpe);
        Assert.NotEqual(Regimes(first), Regimes(hidden));
        Assert.True(dear.ChallengerSharpe < first.ChallengerSharpe, $"{dear.ChallengerSharpe}, {first.ChallengerSharpe}");
    }

    [Fact]
    public void What_the_regime_gate_does_not_enable_is_not_traded_and_its_forecasts_count_all_the_same()
    {
        var challenger = Challenger;
        var gated = Judge(challenger.Manifest.RegimeVerdicts);
        var free = Judge(null);
        var inOne = Judge([.. challenger.Manifest.RegimeVerdicts!.Select(verdict =>
            verdict with { Enabled = verdict.Regime == MarketRegime.Range })]);

        Assert.All(challenger.Manifest.RegimeVerdicts!, verdict => Assert.False(verdict.Enabled, verdict.Reason));
        Assert.Equal(0, Trades(gated));
        Assert.True(Trades(inOne) > 0 && Trades(inOne) < Trades(free), $"{Trades(inOne)} and {Trades(free)} trades");
        Assert.True(double.IsNaN(gated.ChallengerSharpe) && double.IsFinite(free.ChallengerSharpe));
        Assert.Equal(free.Forecasts, gated.Forecasts);

        PromotionReport Judge(IReadOnlyList<RegimeVerdict>? verdicts) => new ChampionContest(champions, null, Options, isDry: true)
            .Enter(run, challenger with { Manifest = challenger.Manifest with { RegimeVerdicts = verdicts } }).Report;
    }

    [Fact]
    public void Where_a_model_may_trade_is_told_as_by_the_run_that_made_it()
    {
        var inRange = InRange(Challenger);
        champions.Promote(champions.Add(InRange(GenuineRun.Bundle("v1")), signer: null));
        var before = Contest.Enter(run, inRange).Report;

        // A trend that nothing reaches: all of it is range.
        run.Write(RunOutputs.Config, WithoutTrends(run.Read(RunOutputs.Config)));
        var again = Contest.LookAgain(run, Key).Report;
        var other = new ChampionContest(champions, null, Options, isDry: true).Enter(run, inRange with
        {
            Files = new Dictionary<string, byte[]>(inRange.Files)
            {
                [BundleNames.Config] = WithoutTrends(inRange.Files[BundleNames.Config]),
            },
        }).Report;

        Assert.True(Trades(before) > 0, $"{Trades(before)} trades");
        Assert.Equal(
            (Trades(before), before.ChallengerSharpe, before.ChampionSharpe),
            (Trades(again), again.ChallengerSharpe, again.ChampionSharpe));
        Assert.NotEqual(Regimes(before), Regimes(again));
        Assert.True(Trades(other) > Trades(again), $"{Trades(other)} and {Trades(again)} trades");
        Assert.Equal(again.ChampionSharpe, other.ChampionSharpe);

        static BundleSource InRange(BundleSource source) => source with
        {
            Manifest = source.Manifest with
            {
                RegimeVerdicts = [.. source.Manifest.RegimeVerdicts!.Select(verdict =>
                    verdict with { Enabled = verdict.Regime == MarketRegime.Range })],
            },
        };

        static byte[] WithoutTrends(byte[] config)
        {
            var options = Parsed(config);
            options.Regimes = options.Regimes with { TrendEnter = 1_000 };
            return Encoding.UTF8.GetBytes(YamlFile.Format(options));
        }
    }

    private static RunOptions Parsed(byte[] config) => YamlFile.Parse<RunOptions>(Encoding.UTF8.GetString(config), RunOutputs.Config);

    private static double Trades(PromotionReport report) => report.Guards.Single(guard => guard.Name == "trades").Value;

    private static string Regimes(PromotionReport report) => string.Join(
        ' ', report.Guards.Where(guard => guard.Name.StartsWith("regime", StringComparison.Ordinal)).Select(guard => $"{guard}"));

    public void Dispose() => folder.Dispose();
}
