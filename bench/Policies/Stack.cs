using Huracan.Engine.Models;
using Huracan.Storage.Runs;

namespace Huracan.Bench.Policies;

/// <summary>
/// Other ways than the consensus to make one forecast of those of a unit's families about one horizon: their mean, and a stack, which is a
/// penalised logistic regression on their log odds (Wolpert, "Stacked Generalization", 1992), fitted on validation, which no model was
/// trained on.
/// </summary>
internal static class Stack
{
    private const double Fitted = 0.7; // share of validation; on the rest the strength of the penalty is chosen

    /// <summary>The mean of the families' probabilities.</summary>
    /// <param name="voters">Candidates of one unit and horizon.</param>
    public static RunForecasts Mean(IReadOnlyList<RunForecasts> voters) => With(
        voters, "mean of the families", forecasts => new Prediction(
            forecasts.Average(one => one.Down), forecasts.Average(one => one.Flat), forecasts.Average(one => one.Up), 0));

    /// <summary>The stack.</summary>
    /// <param name="voters">Candidates of one unit and horizon.</param>
    public static RunForecasts Of(IReadOnlyList<RunForecasts> voters)
    {
        var features = 2 * voters.Count;
        using var model = RunFiles.Families.Create("linear", new ModelSettings("linear", features, new Dictionary<string, double>()));
        var validation = Common(voters, voter => voter.Validation);
        var own = voters[0].Validation;
        var rows = own.Bars.Index().ToDictionary(row => row.Item, row => row.Index);
        int[] labelled = [.. validation.Keys.Where(bar => own.Labels[rows[bar]] != sbyte.MinValue)];
        var table = Table([.. labelled.Select(bar => validation[bar])]);
        var samples = new Samples(
            table, [.. Enumerable.Range(0, labelled.Length)], Array.ConvertAll(labelled, bar => (byte)(own.Labels[rows[bar]] + 1)),
            Array.ConvertAll(labelled, bar => (float)own.Returns[rows[bar]]));
        var cut = (int)(Fitted * labelled.Length);
        model.Fit(
            Part(samples, 0, cut), Part(samples, cut + voters[0].Horizon + 1, labelled.Length), new FitOptions { Seed = 1 },
            CancellationToken.None);
        return With(voters, "stack of the families", forecasts => model.Predict(Table([forecasts]), [0])[0]);
    }

    /// <summary>The same forecasts at some bars of test alone.</summary>
    public static RunForecasts At(RunForecasts forecasts, IReadOnlySet<int> bars)
    {
        var part = forecasts.Test;
        int[] rows = [.. Enumerable.Range(0, part.Bars.Length).Where(i => bars.Contains(part.Bars[i]))];
        return forecasts with
        {
            Test = new PartForecasts(
                Array.ConvertAll(rows, i => part.Bars[i]), Array.ConvertAll(rows, i => part.Predictions[i]),
                Array.ConvertAll(rows, i => part.Labels[i]), Array.ConvertAll(rows, i => part.Returns[i])),
        };
    }

    private static RunForecasts With(
        IReadOnlyList<RunForecasts> voters, string name, Func<Prediction[], Prediction> together)
    {
        var test = Common(voters, voter => voter.Test);
        var own = voters[0].Test;
        int[] rows = [.. Enumerable.Range(0, own.Bars.Length).Where(i => test.ContainsKey(own.Bars[i]))];
        return voters[0] with
        {
            Family = name,
            Test = new PartForecasts(
                Array.ConvertAll(rows, i => own.Bars[i]), Array.ConvertAll(rows, i => together(test[own.Bars[i]])),
                Array.ConvertAll(rows, i => own.Labels[i]), Array.ConvertAll(rows, i => own.Returns[i])),
        };
    }

    // Forecasts of all voters at the bars that each has, in order.
    private static SortedDictionary<int, Prediction[]> Common(
        IReadOnlyList<RunForecasts> voters, Func<RunForecasts, PartForecasts> part)
    {
        var byVoter = voters.Select(voter => part(voter).Bars.Zip(part(voter).Predictions).ToDictionary()).ToArray();
        return new(byVoter[0].Keys.Where(bar => byVoter.All(one => one.ContainsKey(bar)))
            .ToDictionary(bar => bar, bar => Array.ConvertAll(byVoter, one => one[bar])));
    }

    private static FeatureTable Table(Prediction[][] rows) => new(
        [.. rows.SelectMany(row => row).SelectMany(one => new[] { LogOdds(one.Up, one.Flat), LogOdds(one.Down, one.Flat) })],
        2 * rows[0].Length);

    private static float LogOdds(float of, float against) => MathF.Log(MathF.Max(of, 1e-6f) / MathF.Max(against, 1e-6f));

    private static Samples Part(Samples all, int start, int end) => new(
        all.Table, all.Bars[start..end], all.Classes[start..end], all.Returns[start..end]);
}
