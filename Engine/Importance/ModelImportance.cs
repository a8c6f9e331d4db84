using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Models;

namespace Huracan.Engine.Importance;

/// <summary>Measures what a trained model makes of each feature and of each group of correlated ones.</summary>
/// <param name="Names">Names of the features, in the table's order.</param>
/// <param name="Groups">Numbers of features that are moved together too, as <see cref="FeatureGroups"/> gives them.</param>
/// <param name="Validation">Labelled bars that the model was not fitted on.</param>
/// <param name="Forecasts">
/// Most forecasts for all features and groups together; for each, 100 bars and as many as an error needs are forecast in any case.
/// </param>
/// <param name="Reach">Bars an outcome rests on, the sample's own included.</param>
/// <param name="Options">How much is done.</param>
/// <param name="Seed">Seed of the shifts; each feature draws its own, whatever others there are.</param>
public sealed record ModelImportance(
    IReadOnlyList<string> Names,
    IReadOnlyList<int[]> Groups,
    Samples Validation,
    double Forecasts,
    int Reach,
    ImportanceOptions Options,
    ulong Seed)
{
    private const int FewestBars = 100;
    private const int MostExplained = 200; // exact SHAP values cost a hundred forecasts each

    /// <summary>Measures a model.</summary>
    /// <param name="model">Trained.</param>
    /// <param name="family">Its family, for the report and for messages.</param>
    /// <param name="horizon">Its horizon, for the report.</param>
    /// <param name="times">Open time of each bar of the table, ms UTC.</param>
    /// <param name="cancellationToken">Stops between two passes over the bars.</param>
    /// <exception cref="InputRefusedException">The family gives a figure that is none of each feature.</exception>
    public ImportanceReport Of(
        IModel model, string family, int horizon, ReadOnlySpan<long> times, CancellationToken cancellationToken)
    {
        var unread = (model as IExplained)?.Unread() ?? new HashSet<int>();
        var read = Groups.Select(group => group.Where(feature => !unread.Contains(feature)).ToArray()).ToArray();
        var passes = read.Sum(group => group.Length) + read.Count(group => group.Length > 1);
        var (most, repeats) = Work(passes);
        var blocks = MeasuredBlocks.Of(Validation, model.Lookback, Reach, most);
        var measure = new PermutationImportance(model, blocks);

        var singles = new LossIncrease[Names.Count];
        Array.Fill(singles, LossIncrease.None);
        foreach (var feature in read.SelectMany(group => group))
            singles[feature] = Measure([feature]);
        var together = read.Select(group =>
            group.Length switch { 0 => LossIncrease.None, 1 => singles[group[0]], _ => Measure(group) }).ToArray();

        singles = PermutationImportance.Corrected(singles);
        together = PermutationImportance.Corrected(together);
        var own = Explain(model as IExplained, family);
        FeatureImportance[] features =
        [
            .. Names.Select((name, i) => new FeatureImportance(name, singles[i])
            {
                Measures = own.ToDictionary(figure => figure.Name, figure => figure.Values[i]),
            }).OrderByDescending(feature => feature.Increase.Mean),
        ];
        FeatureGroup[] groups =
        [
            .. Groups.Select((group, i) => new FeatureGroup(Array.ConvertAll(group, feature => Names[feature]), together[i]))
                .OrderByDescending(group => group.Increase.Mean),
        ];
        return new ImportanceReport(
            family, horizon, Time(times[Validation.Bars[0]]), Time(times[Validation.Bars[^1]]), Validation.Count, blocks.Bars.Length,
            blocks.Count, repeats, measure.LogLoss, Verdict(features, groups, unread.Count, blocks), features, groups)
        {
            Measures = [.. own.Select(figure => new ImportanceMeasure(figure.Name, figure.Meaning))],
            ExplainedBars = own.Count == 0 ? 0 : Explained().Length,
        };

        LossIncrease Measure(int[] moved) => measure.Of(
            moved, repeats, new SeededRandom(SeededRandom.Derive(Seed, string.Join(' ', moved.Select(i => Names[i])))), cancellationToken);
    }

    private int AllBars => Math.Min(Validation.Count, Options.MaxBars);

    private int NeededBars => MeasuredBlocks.Fewest * Reach; // for an error

    // Every bar tells more than a repeat: first there are fewer repeats, then fewer bars, but not too few for an error.
    private (int Bars, int Repeats) Work(int passes)
    {
        var each = Forecasts / Math.Max(passes, 1);
        return each >= AllBars
            ? (AllBars, (int)Math.Min(Options.Repeats, each / AllBars))
            : ((int)Math.Max(each, Math.Min(AllBars, Math.Max(FewestBars, NeededBars))), 1);
    }

    private string Verdict(FeatureImportance[] features, FeatureGroup[] groups, int unread, MeasuredBlocks blocks)
    {
        var told = blocks.Count < MeasuredBlocks.Fewest
            ? ImportanceText.TooFewBars(Validation.Count, NeededBars)
            : ImportanceText.Told(features, groups, unread);
        return told + ImportanceText.Cut(
            blocks.Bars.Length, Validation.Count, blocks.Bars.Length < AllBars ? "forecasts_per_pass" : "max_bars");
    }

    private IReadOnlyList<FeatureMeasure> Explain(IExplained? model, string family)
    {
        if (model is null)
            return [];
        var figures = model.Explain(Validation.Table, Explained());
        foreach (var figure in figures)
        {
            if (figure.Values.Length != Names.Count || !Array.TrueForAll(figure.Values, double.IsFinite))
                throw new InputRefusedException(
                    $"{family}: the figure '{figure.Name}' of its features must be {Names.Count} finite numbers, one for each.");
        }
        return figures;
    }

    private int[] Explained()
    {
        var bars = new int[Math.Min(Validation.Count, MostExplained)];
        for (var i = 0; i < bars.Length; i++)
            bars[i] = Validation.Bars[(int)((long)i * Validation.Count / bars.Length)];
        return bars;
    }

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
