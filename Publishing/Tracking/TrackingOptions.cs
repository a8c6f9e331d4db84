using System.ComponentModel.DataAnnotations;
using Huracan.Contracts;

namespace Huracan.Publishing.Tracking;

/// <summary>Where runs and champions are recorded: <c>config/tracking.yaml</c>. Off while neither target is set.</summary>
public sealed record TrackingOptions : IValidatableObject
{
    /// <summary>Name of the settings file.</summary>
    public const string FileName = "tracking.yaml";

    /// <summary>Environment variable that replaces both targets, as MLflow's own client reads it.</summary>
    public const string TargetVariable = "MLFLOW_TRACKING_URI";

    /// <summary>Environment variable that replaces the experiment, as MLflow's own client reads it.</summary>
    public const string ExperimentVariable = "MLFLOW_EXPERIMENT_NAME";

    /// <summary>A folder in the layout of MLflow's file store; null for none. Relative ones start at the working folder.</summary>
    public string? Folder { get; init; }

    /// <summary>Address of a tracking server, which may have user and password; null for none.</summary>
    public string? Server { get; init; }

    /// <summary>Name of the experiment that all runs belong to.</summary>
    [Required]
    public string Experiment { get; init; } = "huracan";

    /// <summary>Whether files are recorded too.</summary>
    public bool Artifacts { get; init; } = true;

    /// <summary>Seconds an answer of the server may take.</summary>
    [Range(0.1, 600)]
    public double TimeoutSeconds { get; init; } = 10;

    /// <summary>Seconds the end of a run may take for all that waits to be sent.</summary>
    [Range(0.1, 86_400)]
    public double BudgetSeconds { get; init; } = 60;

    /// <summary>Whether anything is recorded anywhere.</summary>
    public bool IsOn => Folder is not null || Server is not null;

    /// <summary>These options with what the environment says in their place.</summary>
    /// <param name="environment">Gives a variable's value.</param>
    /// <exception cref="InputRefusedException">A variable names a target of another kind.</exception>
    public TrackingOptions Under(Func<string, string?> environment)
    {
        var options = environment(ExperimentVariable) is { Length: > 0 } experiment ? this with { Experiment = experiment } : this;
        return environment(TargetVariable) is { Length: > 0 } target ? options.At(target, TargetVariable) : options;
    }

    /// <summary>These options with one target.</summary>
    /// <param name="target">A path, a <c>file:</c> address, or an address of a server.</param>
    /// <param name="origin">Where it was said, for messages.</param>
    /// <exception cref="InputRefusedException">It is of another kind.</exception>
    public TrackingOptions At(string target, string origin)
    {
        if (target is "databricks" or "databricks-uc") // as MLflow's own client names a service, and no folder
            throw Refusal();
        if (IsServer(target))
            return this with { Server = target, Folder = null };
        var isAddress = Uri.TryCreate(target, UriKind.Absolute, out var address);
        if (target.Contains(isAddress ? ":" : "://", StringComparison.Ordinal))
        {
            return address is { IsFile: true, IsLoopback: true }
                ? this with { Folder = address.LocalPath, Server = null }
                : throw Refusal();
        }
        return this with { Folder = target, Server = null };

        InputRefusedException Refusal() => new(
            $"{origin} is '{Shown(target)}'; it must be a folder, a file: address of this machine, or a server's http or https address.");
    }

    /// <summary>A target as it may be shown: without the user and password that an address can have.</summary>
    public static string Shown(string target)
    {
        var (end, scheme) = (target.LastIndexOf('@'), target.IndexOf("//", StringComparison.Ordinal));
        return scheme >= 0 && scheme < end ? $"{target[..(scheme + 2)]}{target[(end + 1)..]}" : target[(end + 1)..];
    }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Server is { } server && !IsServer(server))
            yield return new ValidationResult($"is '{Shown(server)}'; it must be an http or https address.", [nameof(Server)]);
        if (Folder is { Length: 0 })
            yield return new ValidationResult("is empty; it must name a folder, or be null.", [nameof(Folder)]);
    }

    private static bool IsServer(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);
}
