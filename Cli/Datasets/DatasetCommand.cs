using System.CommandLine;
using Huracan.Cli.Options;
using Huracan.Contracts;

namespace Huracan.Cli.Datasets;

/// <summary><c>huracan dataset</c>: ready-made splits of many symbols, simulated, verified and trained on.</summary>
internal static class DatasetCommand
{
    public static Command Create() => new(
        "dataset", "Verify and train on ready-made splits: train, validation and test of many symbols as Parquet files.")
    {
        SimulateCommand.Create(), CheckCommand.Create(), TrainCommand.Create(),
    };

    /// <summary>The folder of the three files.</summary>
    public static Argument<string> Folder() => new("DIR")
    {
        Description = "Folder with train_scaled.parquet, val_scaled.parquet and test_scaled.parquet.",
    };

    /// <summary>Rows of windows.</summary>
    public static Option<int?> Window() => NumberOption.Whole(
        "--window", "Rows of the windows that are explained; default 60.", "ROWS", 1, 4096);

    /// <summary>Reads whole numbers with commas, each of which may begin with an h: <c>5,20</c> or <c>h5,h20</c>.</summary>
    /// <exception cref="InputRefusedException">There is none, or one is no whole number or is there twice.</exception>
    public static IReadOnlyList<int> Horizons(string option, string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var horizons = Array.ConvertAll(parts, part => int.TryParse(part.TrimStart('h'), out var bars) && bars > 0
            ? bars
            : throw new InputRefusedException($"{option} takes bars such as h5, not '{part}'."));
        if (horizons.Length == 0)
            throw new InputRefusedException($"{option} is '{text}'; it must name a horizon such as h5.");
        if (horizons.GroupBy(bars => bars).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new InputRefusedException($"{option} names h{twice.Key} twice.");
        return horizons;
    }
}
