using Huracan.Engine.Search.Space;

namespace Huracan.Bench.Search;

/// <summary>
/// Functions that searches are commonly compared on (Surjanovic and Bingham, "Virtual Library of Simulation Experiments"), two of them
/// moved so that the middle of the box is nothing special, and one made like a network's settings.
/// </summary>
internal static class Objectives
{
    private static readonly double[] SphereShift = [2.1, -3.2, 0.9, -1.4, 3.7];
    private static readonly double[] AckleyShift = [13.7, -21.4, 5.9, -9.2, 24.6, -3.1, 17.8, -26.3, 8.4, -14.5];

    private static readonly double[] HartmannWeights = [1, 1.2, 3, 3.2];
    private static readonly double[][] HartmannWidths = [
        [10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14],
    ];
    private static readonly double[][] HartmannCentres =
    [
        [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
        [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
    ];

    public static IReadOnlyList<Objective> All { get; } =
    [
        Plain("sphere-5d", 5, -5, 5, 0, Sphere),
        Plain("sphere-5d-moved", 5, -5, 5, 0, x => Sphere(Moved(x, SphereShift))),
        Plain("rosenbrock-5d", 5, -2, 2, 0, Rosenbrock),
        new(
            "branin", new SearchSpace([new("x0", new FloatDistribution(-5, 10)), new("x1", new FloatDistribution(0, 15))]),
            0.39788735772973816, Of(2, Branin)),
        Plain("hartmann6", 6, 0, 1, -3.3223680114155147, Hartmann),
        Plain("ackley-10d", 10, -32.768, 32.768, 0, Ackley),
        Plain("ackley-10d-moved", 10, -32.768, 32.768, 0, x => Ackley(Moved(x, AckleyShift))),
        new("mixed", MixedSpace(), 0, Mixed),
    ];

    /// <summary>The functions asked of us; the moved ones are there to see that the middle of the box gives no advantage.</summary>
    public static bool IsMoved(string name) => name.EndsWith("-moved", StringComparison.Ordinal);

    private static Objective Plain(string name, int dimensions, double low, double high, double least, Func<double[], double> value) =>
        new(
            name,
            new SearchSpace(
                [.. Enumerable.Range(0, dimensions).Select(i => new SearchParameter($"x{i}", new FloatDistribution(low, high)))]),
            least, Of(dimensions, value));

    private static Func<IReadOnlyDictionary<string, object?>, double> Of(int dimensions, Func<double[], double> value) =>
        // every one is asked for, and a real number
        parameters => value([.. Enumerable.Range(0, dimensions).Select(i => (double)parameters[$"x{i}"]!)]);

    private static double[] Moved(double[] x, double[] shift) => [.. x.Select((value, i) => value - shift[i])];

    private static double Sphere(double[] x) => x.Sum(value => value * value);

    private static double Rosenbrock(double[] x) =>
        Enumerable.Range(0, x.Length - 1).Sum(i => 100 * Math.Pow(x[i + 1] - x[i] * x[i], 2) + Math.Pow(1 - x[i], 2));

    private static double Branin(double[] x) =>
        Math.Pow(x[1] - 5.1 / (4 * Math.PI * Math.PI) * x[0] * x[0] + 5 / Math.PI * x[0] - 6, 2)
            + 10 * (1 - 1 / (8 * Math.PI)) * Math.Cos(x[0]) + 10;

    private static double Hartmann(double[] x)
    {
        var sum = 0.0;
        for (var i = 0; i < HartmannWeights.Length; i++)
            sum -= HartmannWeights[i] * Math.Exp(
                -x.Select((value, j) => HartmannWidths[i][j] * Math.Pow(value - HartmannCentres[i][j], 2)).Sum());
        return sum;
    }

    private static double Ackley(double[] x) =>
        -20 * Math.Exp(-0.2 * Math.Sqrt(Sphere(x) / x.Length)) - Math.Exp(x.Average(value => Math.Cos(2 * Math.PI * value))) + 20 + Math.E;

    private static SearchSpace MixedSpace() => new(
    [
        new("rate", new FloatDistribution(1e-5, 1e-1, Log: true)),
        new("layers", new IntDistribution(1, 6)),
        new("units", new IntDistribution(16, 256, log: true)),
        new("batch", new IntDistribution(32, 512, step: 32)),
        new("dropout", new FloatDistribution(0, 0.5, Step: 0.05)),
        new("activation", new CategoricalDistribution(["relu", "tanh", "gelu", "elu"])),
        new("optimizer", new CategoricalDistribution(["adam", "sgd"])),
        new("momentum", new FloatDistribution(0, 0.99)) { Parent = "optimizer", When = optimizer => optimizer is "sgd" },
    ]);

    // Least, 0, at 10^-3.4, 4 layers of 96, batches of 128, dropout 0.15, gelu and sgd with momentum 0.9; sgd with a bad momentum is worse
    // than adam.
    private static double Mixed(IReadOnlyDictionary<string, object?> at)
    {
        double Number(string name) => Convert.ToDouble(at[name], System.Globalization.CultureInfo.InvariantCulture);
        var activation = at["activation"] switch { "relu" => 0.3, "tanh" => 0.6, "gelu" => 0.0, _ => 0.8 };
        var optimizer = at["optimizer"] is "adam" ? 0.25 : 4 * Math.Pow(Number("momentum") - 0.9, 2);
        return Math.Pow(Math.Log10(Number("rate")) + 3.4, 2) + Math.Pow(Number("layers") - 4, 2) / 4
            + Math.Pow(Math.Log2(Number("units") / 96), 2)
            + 0.5 * Math.Abs(Math.Log2(Number("batch") / 128)) + 20 * Math.Pow(Number("dropout") - 0.15, 2) + activation + optimizer;
    }
}
