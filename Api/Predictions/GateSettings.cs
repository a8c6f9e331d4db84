using Huracan.Api.Settings;
using Huracan.Contracts;
using Huracan.Contracts.Trading;
using Huracan.Engine.Quality;
using Huracan.Storage.Files;
using Microsoft.Extensions.Options;

namespace Huracan.Api.Predictions;

/// <summary>The quality gate's environment variables, as the command line has them; an invalid value prevents the start.</summary>
internal sealed class GateSettings(IConfiguration configuration) : IValidateOptions<ApiOptions>
{
    /// <exception cref="InputRefusedException">A variable has a wrong value.</exception>
    public GateOptions Read() =>
        new GateOptions { File = "" }.With(GateOptions.Variables.ToDictionary(name => name, name => configuration[name] ?? ""));

    /// <summary>The gate of the thresholds file that <c>QUALITY_GATE_FILE</c> names; null where it names none.</summary>
    /// <exception cref="InputRefusedException">A variable has a wrong value, or the file is missing or refused.</exception>
    public QualityGate? NamedGate() => Read() is { File.Length: > 0 } options
        ? new QualityGate(JsonFile.Read<ThresholdsFile>(options.File), options)
        : null;

    public ValidateOptionsResult Validate(string? name, ApiOptions options)
    {
        var errors = GateOptions.Variables.Select(variable => ErrorOf(variable, configuration[variable] ?? "")).OfType<string>().ToArray();
        if (errors.Length == 0)
            errors = [.. new[] { Error(() => NamedGate()) }.OfType<string>()];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static string? ErrorOf(string variable, string value) =>
        Error(() => new GateOptions().With(new Dictionary<string, string> { [variable] = value }));

    private static string? Error(Func<object?> read)
    {
        try
        {
            read();
            return null;
        }
        catch (InputRefusedException exception)
        {
            return exception.Message;
        }
    }
}
