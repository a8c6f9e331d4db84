using System.Globalization;
using Huracan.Contracts;
using Huracan.Engine.Models;

namespace Huracan.Engine.Quality;

/// <summary>How the quality gate is set, as far as it is not in the thresholds file.</summary>
public sealed record GateOptions
{
    /// <summary>The environment variables that set it.</summary>
    public static IReadOnlyList<string> Variables { get; } =
        ["QUALITY_GATE_ENABLED", "QUALITY_GATE_FILE", "MIN_CONFIDENCE", "USE_ML_PER_COIN", "ML_DEFAULT_TF", "ML_DEVICE"];

    /// <summary>Whether the gate filters at all; <c>QUALITY_GATE_ENABLED</c>. Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Path of the thresholds file; <c>QUALITY_GATE_FILE</c>. Default <c>config/per_coin_thresholds.json</c>.</summary>
    public string File { get; init; } = "config/per_coin_thresholds.json";

    /// <summary>
    /// Replaces every coin's minimum confidence, up or down; NO_TRADE stays NO_TRADE; <c>MIN_CONFIDENCE</c>. Default null: the file's.
    /// </summary>
    public double? MinConfidence { get; init; }

    /// <summary>Whether each coin is forecast by its own models; <c>USE_ML_PER_COIN</c>. Default true.</summary>
    public bool UseMlPerCoin { get; init; } = true;

    /// <summary>Timeframe used where none is named; <c>ML_DEFAULT_TF</c>. Default 15m.</summary>
    public Timeframe MlDefaultTimeframe { get; init; } = Timeframe.M15;

    /// <summary>
    /// What is trained on where the settings say <c>auto</c>: <c>ML_DEVICE</c>, <c>cpu</c> or <c>cuda</c>. Default null: a GPU where there
    /// is one.
    /// </summary>
    public TrainingDevice? MlDevice { get; init; }

    /// <summary>These options with what the environment sets; an unset or empty variable changes nothing.</summary>
    /// <param name="environment">Variables by name.</param>
    /// <exception cref="InputRefusedException">A variable has a value that is none of its kind; the message names it.</exception>
    public GateOptions With(IReadOnlyDictionary<string, string> environment)
    {
        string? Value(string name) => environment.TryGetValue(name, out var value) && value.Trim() is { Length: > 0 } text ? text : null;
        return this with
        {
            Enabled = Flag("QUALITY_GATE_ENABLED", Value("QUALITY_GATE_ENABLED")) ?? Enabled,
            File = Value("QUALITY_GATE_FILE") ?? File,
            MinConfidence = Share("MIN_CONFIDENCE", Value("MIN_CONFIDENCE")) ?? MinConfidence,
            UseMlPerCoin = Flag("USE_ML_PER_COIN", Value("USE_ML_PER_COIN")) ?? UseMlPerCoin,
            MlDefaultTimeframe = Frame("ML_DEFAULT_TF", Value("ML_DEFAULT_TF")) ?? MlDefaultTimeframe,
            MlDevice = Device("ML_DEVICE", Value("ML_DEVICE")) ?? MlDevice,
        };
    }

    /// <summary>Refuses to forecast where the coins' own models are switched off: there are no others.</summary>
    /// <exception cref="InputRefusedException"><see cref="UseMlPerCoin"/> is false.</exception>
    public void RequireModels()
    {
        if (!UseMlPerCoin)
            throw new InputRefusedException(
                "USE_ML_PER_COIN switches the coins' own models off, and there are no others to forecast with.");
    }

    private static bool? Flag(string name, string? value) => value?.ToLowerInvariant() switch
    {
        null => null,
        "1" or "true" or "yes" or "on" => true,
        "0" or "false" or "no" or "off" => false,
        _ => throw Refuse(name, value, "true or false"),
    };

    private static double? Share(string name, string? value)
    {
        if (value is null)
            return null;
        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1
            ? share
            : throw Refuse(name, value, "a number from 0 to 1");
    }

    private static Timeframe? Frame(string name, string? value)
    {
        if (value is null)
            return null;
        return Timeframe.TryParse(value, out var timeframe)
            ? timeframe
            : throw Refuse(name, value, "a timeframe such as 15m, 1h, 4h or 1d");
    }

    private static TrainingDevice? Device(string name, string? value) => value?.ToLowerInvariant() switch
    {
        null => null,
        "cpu" => TrainingDevice.Cpu,
        "cuda" => TrainingDevice.Cuda,
        _ => throw Refuse(name, value, "cpu or cuda"),
    };

    private static InputRefusedException Refuse(string name, string? value, string rule) =>
        new($"The environment variable {name} is '{value}'; it must be {rule}.");
}
