using Huracan.Contracts;
using Huracan.Publishing.MLflow;
using Huracan.Publishing.Tracking;
using Microsoft.Extensions.Options;

namespace Huracan.Api.Tracking;

/// <summary>Where runs and champions are recorded, by the rules of the command line; wrong settings prevent the start.</summary>
internal sealed class TrackingPlan(IConfiguration configuration) : IValidateOptions<TrackingSettings>
{
    private readonly Lazy<TrackingOptions> options = new(() => Read(name => configuration[name]));

    /// <summary>The options; off where nothing is configured.</summary>
    /// <exception cref="InputRefusedException">They are refused.</exception>
    public TrackingOptions Options => options.Value;

    /// <summary>A variable's value.</summary>
    public string? Variable(string name) => configuration[name];

    public ValidateOptionsResult Validate(string? name, TrackingSettings options)
    {
        try
        {
            _ = Options;
            return ValidateOptionsResult.Success;
        }
        catch (InputRefusedException exception)
        {
            return ValidateOptionsResult.Fail(exception.Message);
        }
    }

    private static TrackingOptions Read(Func<string, string?> variable)
    {
        var options = MLflowTargets.Configured(variable);
        // The API's working folder is not the one that its operator looks at.
        return options.Folder is { } folder && !Path.IsPathFullyQualified(folder)
            ? throw new InputRefusedException(
                $"Tracking: the folder is '{folder}' by config/{TrackingOptions.FileName} or {TrackingOptions.TargetVariable}; the API "
                    + "needs a full path.")
            : options;
    }
}
