using Huracan.Contracts;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Quality;

namespace Huracan.Cli.Run;

/// <summary>The timeframe meant where none is named: <c>ML_DEFAULT_TF</c>, else the run's first.</summary>
internal static class DefaultTimeframe
{
    private const string Variable = "ML_DEFAULT_TF";

    /// <exception cref="InputRefusedException">The variable holds no timeframe.</exception>
    public static Timeframe Of(RunOptions options) => Environment.GetEnvironmentVariable(Variable)?.Trim() is { Length: > 0 } text
        ? new GateOptions().With(new Dictionary<string, string> { [Variable] = text }).MlDefaultTimeframe
        : options.Timeframes[0];
}
