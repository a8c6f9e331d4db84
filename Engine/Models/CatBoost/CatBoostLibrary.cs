namespace Huracan.Engine.Models.CatBoost;

/// <summary>
/// CatBoost's native library for training, which is no part of this project: a person installs it. It is only needed to train; forecasts
/// are made without.
/// </summary>
public static class CatBoostLibrary
{
    /// <summary>Environment variable with its absolute path; without it the system's search for <c>libcatboost</c> decides.</summary>
    public const string Variable = "HURACAN_CATBOOST";

    private static readonly Lock Loading = new();
    private static NativeCatBoost? loaded;

    /// <summary>Loads it, so that a call of it cannot fail for its absence.</summary>
    /// <returns>Where it was found.</returns>
    /// <exception cref="DllNotFoundException">It is not there, or is another library; the message says so and how it is
    /// installed.</exception>
    public static string Require() => Load().Path;

    internal static NativeCatBoost Load()
    {
        lock (Loading)
            return loaded ??= NativeCatBoost.Open(Environment.GetEnvironmentVariable(Variable));
    }
}
