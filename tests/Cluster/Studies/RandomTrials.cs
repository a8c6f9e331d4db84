using System.Collections.Immutable;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Huracan.Engine;
using Huracan.Engine.Search.Space;
using Huracan.Engine.Search.Studies;
using Huracan.Storage.Studies;

namespace Huracan.Tests.Cluster.Studies;

/// <summary>Trials with everything that a trial may have.</summary>
internal static class RandomTrials
{
    private static readonly string[] Texts = ["\"BTC\"", "{\"a\": [1, 2.5, null, true]}", "\"öäü \\u00e9 'quoted'\"", "-0.5", "[]"];
    private static readonly string[] Names = ["lr", "batch", "größe", "it's", "a b", "x\"y", "cell", "p%q"];

    private static readonly Distribution[] Distributions =
    [
        new FloatDistribution(1e-5, 0.1, Log: true),
        new FloatDistribution(0, 0.5, Step: 0.05),
        new FloatDistribution(-1, 1),
        new FloatDistribution(-1e300, 1e300),
        new IntDistribution(16, 256, log: true),
        new IntDistribution(32, 512, step: 32),
        new IntDistribution(-9_007_199_254_740_991, 9_007_199_254_740_991),
        new CategoricalDistribution(["lstm", "grü", null, true, 3L, 2.5, 2.0, 1e-7, "'\"\\"]),
    ];

    /// <summary>Studies of up to six trials, each put up to three times over.</summary>
    public static Arbitrary<List<FrozenTrial>> Puts =>
        Gen.Choose(0, int.MaxValue).Select(seed => Draw(new SeededRandom((ulong)seed))).ToArbitrary();

    /// <summary>Everything about trials as one text, dates too.</summary>
    public static string Text(IEnumerable<FrozenTrial> trials) => string.Concat(trials.Select(trial =>
        StudyContent.Text(new StoredStudy("", StudyDirection.Minimize, FrozenTrial.NoAttributes, [trial]))
        + string.Join(' ', trial.Parameters.Select(pair => pair.Key))
        + string.Create(CultureInfo.InvariantCulture, $"\n{trial.Started:o} {trial.Completed:o}\n")));

    public static FrozenTrial Trial(int number, SeededRandom random)
    {
        var state = (TrialState)random.NextInt(5);
        var start = DateTimeOffset.UnixEpoch.AddTicks(10L * random.NextInt(int.MaxValue) * 700_000);
        return new FrozenTrial(number, state)
        {
            Value = state is TrialState.Complete ? Number(random) is var value && double.IsNaN(value) ? null : value : null,
            Parameters = [
                .. Names.Where(_ => random.NextInt(3) > 0)
                    .OrderBy(_ => random.NextDouble())
                    .ToList()
                    .Select(name => Parameter(name, random))
            ],
            Reports = [
                .. Enumerable.Range(0, 8)
                    .Where(_ => random.NextInt(2) == 0)
                    .ToList()
                    .Select(step => KeyValuePair.Create(step * 7, Number(random)))
            ],
            UserAttributes = Attributes(random),
            SystemAttributes = Attributes(random),
            Started = state == TrialState.Waiting ? null : start,
            Completed = state is TrialState.Waiting or TrialState.Running ? null : start.AddTicks(10L * random.NextInt(1_000_000_000)),
        };
    }

    private static List<FrozenTrial> Draw(SeededRandom random)
    {
        var puts = new List<FrozenTrial>();
        for (var number = 0; number < random.NextInt(7); number++)
        {
            for (var time = 0; time <= random.NextInt(3); time++)
                puts.Add(Trial(random.NextInt(4) == 0 ? random.NextInt(number + 1) : number, random));
            if (!puts.Exists(put => put.Number == number))
                puts.Add(Trial(number, random));
        }
        var known = 0;
        return [.. puts.Where(put => put.Number <= known && (put.Number < known || ++known > 0))];
    }

    private static KeyValuePair<string, TrialParameter> Parameter(string name, SeededRandom random)
    {
        var distribution = Distributions[random.NextInt(Distributions.Length)];
        var value = distribution is NumericDistribution numeric
            ? numeric.Nearest(numeric.Low + random.NextDouble() * (numeric.Top - numeric.Low))
            : random.NextInt(((CategoricalDistribution)distribution).Choices.Count);
        return KeyValuePair.Create(name, new TrialParameter(distribution, value));
    }

    private static double Number(SeededRandom random) => random.NextInt(8) switch
    {
        0 => double.NaN,
        1 => double.PositiveInfinity,
        2 => double.NegativeInfinity,
        3 => double.Epsilon,
        4 => double.MaxValue,
        5 => random.NextInt(100),
        _ => random.NextDouble() - 0.5,
    };

    private static ImmutableSortedDictionary<string, string> Attributes(SeededRandom random) =>
        FrozenTrial.NoAttributes.AddRange(Names.Where(_ => random.NextInt(3) == 0).ToList().Select(name =>
            KeyValuePair.Create(name, Texts[random.NextInt(Texts.Length)])));
}
