using Huracan.Contracts;
using Huracan.Engine.Labels;
using Huracan.Engine.Market;
using Huracan.Engine.Models;
using Huracan.Engine.Models.Onnx;

namespace Huracan.Engine.Pipeline.Settings;

/// <summary>Which units a run is about, and whether its options make sense with its source.</summary>
public static class RunPlan
{
    /// <summary>The coin whose candles give the cross-coin features.</summary>
    public const string Bitcoin = "BTCUSDT";

    /// <summary>Units by coin and timeframe, in ordinal order of the coins and ascending timeframes.</summary>
    public static IReadOnlyList<UnitId> Units(RunOptions options, ICandleSource source)
    {
        var coins = options.Coins.Count == 0 ? source.Coins : [.. options.Coins.Distinct().Order(StringComparer.Ordinal)];
        var timeframes = options.Timeframes.Distinct().Order().ToArray();
        return [.. coins.SelectMany(coin => timeframes.Select(timeframe => new UnitId(coin, timeframe)))];
    }

    /// <summary>The coins to be taken in: those of the units, and Bitcoin where the source has it.</summary>
    public static IReadOnlyList<string> IngestCoins(IReadOnlyList<UnitId> units, ICandleSource source) =>
        [.. units.Select(unit => unit.Coin).Concat(source.Coins.Where(coin => coin == Bitcoin)).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Refuses options that contradict each other, the source or the families there are.</summary>
    /// <exception cref="InputRefusedException">With every fault there is.</exception>
    public static void Validate(RunOptions options, ICandleSource source, ModelRegistry families)
    {
        var errors = new List<string>();
        Collect(() => RefuseDoubled("timeframes", options.Timeframes));
        Collect(() => RefuseDoubled("coins", options.Coins));
        Collect(() => RefuseDoubled("models", options.Models));
        Collect(() => RefuseDoubled("horizons", options.Horizons));
        Collect(() => RefuseDoubled("horizon_times", options.HorizonTimes));
        errors.AddRange(options.Timeframes.Where(timeframe => options.HorizonsOf(timeframe).Count == 0).Select(timeframe =>
            $"None of horizon_times ({string.Join(", ", options.HorizonTimes)}) is a whole number of {timeframe} bars."));
        Collect(() => RefuseInverted(options.From, options.To));
        foreach (var family in options.Models)
            Collect(() => RefuseBaseline(families[family]));
        Collect(() => _ = options.PrimaryRule());
        if (options.Primary is not null && options.Labels != LabelKind.Meta)
            errors.Add($"'primary' is {options.Primary}, which labels {SettingText.Of(LabelKind.Meta)} alone read; labels are "
                + $"{SettingText.Of(options.Labels)}.");
        if (options.ValueHead)
        {
            errors.AddRange(
                families.Families.Where(family => options.Models.Contains(family.Name) && !family.CanHaveValueHead).Select(family =>
                    $"value_head: {family.Name} has none; with it, models can be "
                        + $"{string.Join(", ", families.Families.Where(one => one.CanHaveValueHead).Select(one => one.Name))}."));
        }
        foreach (var family in options.ModelSettings.Keys)
            Collect(() => _ = families[family]);
        errors.AddRange(options.ModelFiles.Keys.Where(family => family != OnnxModel.Family).Select(family =>
            $"'model_files' has '{family}'; only {OnnxModel.Family} takes files."));
        if (options.Models.All(name => families.Families.Any(family => family.Name == name)))
            Collect(() => options.Search.Validate(families, options.Models));
        errors.AddRange(
            options.Horizons.Where(h => h is < 1 or > 10_000).Select(h => $"'horizons' has {h}; each must lie in [1, 10000] bars."));
        Collect(options.Parts.Validate);
        if (options.TargetR > 0 && options.StopSigma == 0)
            errors.Add("target_r needs a stop: set stop_sigma above 0.");
        var unknown = options.Coins.Except(source.Coins).ToArray();
        if (unknown.Length > 0)
            errors.Add(
                $"No candles of {string.Join(", ", unknown.Select(coin => coin + NearestName.Hint(coin, source.Coins)))} in "
                    + $"{source.Description}; there are: {Some(source.Coins)}.");
        if (source.Coins.Count == 0)
            errors.Add($"There are no candles in {source.Description}.");
        if (errors.Count > 0)
            throw new InputRefusedException(string.Join(Environment.NewLine, errors));

        void Collect(Action check)
        {
            try
            {
                check();
            }
            catch (InputRefusedException exception)
            {
                errors.Add(exception.Message);
            }
        }
    }

    private static void RefuseInverted(Instant? from, Instant? to)
    {
        if (from?.Milliseconds >= to?.Milliseconds)
            throw new InputRefusedException("'from' must lie before 'to'.");
    }

    private static void RefuseDoubled<T>(string key, IEnumerable<T> values)
    {
        var doubled = values.GroupBy(value => value).Where(same => same.Count() > 1).Select(same => same.Key).ToArray();
        if (doubled.Length > 0)
            throw new InputRefusedException($"'{key}' has {string.Join(", ", doubled)} more than once.");
    }

    private static void RefuseBaseline(ModelFamily family)
    {
        if (family.IsBaseline)
            throw new InputRefusedException($"'{family.Name}' is a baseline, shown beside every model; it cannot be asked for.");
    }

    private static string Some(IReadOnlyList<string> coins) =>
        coins.Count <= 12 ? string.Join(", ", coins) : $"{string.Join(", ", coins.Take(12))} and {coins.Count - 12} more";
}
