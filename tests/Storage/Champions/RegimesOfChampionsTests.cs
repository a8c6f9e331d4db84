using System.Text;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Backtest;
using Huracan.Engine.Features;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Regimes;
using Huracan.Engine.Regimes.Evidence;
using Huracan.Engine.Splits;
using Huracan.Storage.Bundles;
using Huracan.Storage.Champions;
using Huracan.Storage.Configuration;
using Huracan.Storage.Runs;
using Huracan.Tests.Champions;

namespace Huracan.Tests.Storage.Champions;

public sealed class RegimesOfChampionsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void Where_a_champion_may_trade_is_judged_anew_by_the_trades_it_would_have_made_since_its_test(double stopSigma)
    {
        var data = UnitData.Read(GenuineRun.Make(folder[GenuineRun.Id], "xgboost").Context.Folder, GenuineRun.Unit);
        // Every forecast that is not flat is traded.
        var source = GenuineRun.Bundle("v1");
        source = With(source, TrainedModel.MetaFile, Read<ModelMeta>(source, TrainedModel.MetaFile) with { EntryThreshold = 0 });
        var config = YamlFile.Parse<RunOptions>(Encoding.UTF8.GetString(source.Files[BundleNames.Config]), BundleNames.Config);
        config.StopSigma = stopSigma;
        source = source with
        {
            Files = new Dictionary<string, byte[]>(source.Files)
            {
                [BundleNames.Config] = Encoding.UTF8.GetBytes(YamlFile.Format(config)),
            },
        };
        var learnt = Read<LearntRegimes>(source, BundleNames.Regimes);
        var shadow = source.Manifest.Parts.Shadow.From;
        Assert.Equal(shadow, learnt.KnownTo);
        using var model = BundleModel.Load(Bundle.Of(source), RunFiles.Families);

        // Where nothing has come since, the verdicts are those of the manifest.
        var first = data.Candles.IndexOf(shadow.ToUnixTimeMilliseconds());
        var before = data with { Candles = data.Candles.Slice(0, first), Bitcoin = data.Bitcoin!.Slice(0, first) };
        Assert.Equal(source.Manifest.RegimeVerdicts!.Select(Text), model.JudgeRegimes(before)!.Select(Text));

        // What is not over yet does not count.
        var (options, meta) = (model.Options, model.Model.Meta);
        var regimes = new RegimeClassifier(options.Regimes).Classify(data.Candles);
        var input = new FeatureInput(data.Candles, data.Bitcoin);
        int[] bars = [.. Enumerable.Range(first, data.Candles.Count - first)];
        var columns = model.Features.Recipe(meta.FeatureSet).For(input).Compute(input).Columns;
        var levels = stopSigma > 0 ? StopLevels.Of(data.Candles, 4, stopSigma, options.TargetR) : null;
        var signals = ForecastSignals.From(data.Candles.Count, bars, model.Model.Predict(columns, bars), 0, levels);
        var trades = UnitTrading.Backtester(options, UnitTrading.Costs(options, meta.HalfSpreadBps), data.Candles, data.Funding, 4)
            .Run(new BarRange(first, data.Candles.Count), signals).Trades;
        RegimeTrade[] expected =
        [
            .. trades.Where(trade => trade.Reason != ExitReason.End).Select(trade => RegimeTrade.Of(trade, regimes, options.Latency))
        ];
        Assert.Equal(stopSigma > 0, trades.Any(trade => trade.Reason == ExitReason.Stop));
        Assert.True(expected.Length > 5, $"{expected.Length} trades prove little");
        var judged = model.JudgeRegimes(data)!;
        Assert.Equal(
            new RegimeGate(options.RegimeGate).Judge(learnt.Evidence.Add(expected)).Select(Text), judged.Select(Text));
        Assert.Equal(learnt.Evidence.Pooled().Trades + expected.Length, judged.Sum(verdict => verdict.Trades));
    }

    [Fact]
    public void The_factorys_report_has_the_regime_and_the_verdicts_of_every_champion()
    {
        var champions = new ChampionStore(folder["champions"], BundleTrust.Anyone);
        var run = GenuineRun.Make(folder[GenuineRun.Id], "xgboost").Context.Folder;
        var data = UnitData.Read(run, GenuineRun.Unit);
        champions.Promote(champions.Add(GenuineRun.Bundle("v1"), signer: null));
        using var model = BundleModel.Load(champions.Open(new ChampionKey(GenuineRun.Unit, 4), "v1"), RunFiles.Families);

        var judged = Assert.Single(DriftOfChampions.Judge(champions, run, [GenuineRun.Unit]));

        Assert.Equal(new RegimeClassifier().Classify(data.Candles)[data.Candles.Count - 1], judged.Regime);
        Assert.Equal(model.JudgeRegimes(data)!.Select(Text), judged.RegimeVerdicts!.Select(Text));
    }

    [Fact]
    public void A_bundle_without_the_trades_or_verdicts_is_not_judged_and_one_with_impossible_trades_is_refused()
    {
        var data = UnitData.Read(GenuineRun.Make(folder[GenuineRun.Id], "xgboost").Context.Folder, GenuineRun.Unit);
        var source = GenuineRun.Bundle("v1");
        foreach (var old in new[]
        {
            source with { Files = source.Files.Where(file => file.Key != BundleNames.Regimes).ToDictionary() },
            source with { Manifest = source.Manifest with { RegimeVerdicts = null } },
        })
        {
            using var model = BundleModel.Load(Bundle.Of(old), RunFiles.Families);
            Assert.Null(model.JudgeRegimes(data));
        }
        var damaged = Encoding.UTF8.GetString(source.Files[BundleNames.Regimes])
            .Replace("\"wins\": ", "\"wins\": 9", StringComparison.Ordinal);
        var files = new Dictionary<string, byte[]>(source.Files) { [BundleNames.Regimes] = Encoding.UTF8.GetBytes(damaged) };

        var refusal = Assert.Throws<InputRefusedException>(
            () => BundleModel.Load(Bundle.Of(source with { Files = files }), RunFiles.Families));

        Assert.Contains("regimes.json, key 'evidence.days': each day must have", refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private static string Text(RegimeVerdict verdict) => $"{verdict.Regime} {verdict.Enabled}: {verdict.Reason}";

    private static T Read<T>(BundleSource source, string name)
        where T : class => HuracanJson.Deserialize<T>(source.Files[name], name);

    private static BundleSource With<T>(BundleSource source, string name, T content) => source with
    {
        Files = new Dictionary<string, byte[]>(source.Files) { [name] = HuracanJson.Serialize(content) },
    };
}
