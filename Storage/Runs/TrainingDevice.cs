using Huracan.Contracts;
using Huracan.Engine.Quality;

namespace Huracan.Storage.Runs;

/// <summary>What models are trained on.</summary>
public static class TrainingDevice
{
    /// <summary>Environment variable that decides where the settings say <c>auto</c>.</summary>
    public const string Variable = "ML_DEVICE";

    /// <summary><c>cpu</c> or <c>cuda</c>: what is asked for, else what the variable says, else a GPU where there is one.</summary>
    /// <param name="asked"><c>auto</c>, <c>cpu</c> or <c>cuda</c>.</param>
    /// <param name="variable">Value of <see cref="Variable"/>; null or empty where it is not set.</param>
    /// <exception cref="InputRefusedException">The variable has another value, or a GPU is asked for where there is none.</exception>
    public static string Resolve(string asked, string? variable)
    {
        var named = Asked(asked, variable);
        var hasGpu = TorchSharp.torch.cuda.is_available();
        var device = named != "auto" ? named : hasGpu ? "cuda" : "cpu";
        return device != "cuda" || hasGpu
            ? device
            : throw new InputRefusedException(
                $"{(asked == "auto" ? Variable : "device")} is 'cuda', but libtorch sees no GPU; 'cpu' works everywhere.");
    }

    /// <summary>What is asked for, else what the variable says, else <c>auto</c>; looks at no machine.</summary>
    /// <param name="asked"><c>auto</c>, <c>cpu</c> or <c>cuda</c>.</param>
    /// <param name="variable">Value of <see cref="Variable"/>; null or empty where it is not set.</param>
    /// <exception cref="InputRefusedException">The variable has another value.</exception>
    public static string Asked(string asked, string? variable)
    {
        var named = new GateOptions().With(new Dictionary<string, string> { [Variable] = variable ?? "" }).MlDevice;
        return asked != "auto" ? asked : named ?? "auto";
    }
}
