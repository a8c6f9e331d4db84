using Huracan.Api.Settings;
using Huracan.Contracts;
using Huracan.Engine.Quality;
using Microsoft.Extensions.Options;

namespace Huracan.Api.Hamilton;

/// <summary>The quality gate's environment variables, as the command line has them; an invalid value prevents the start.</summary>
internal sealed class GateSettings(IConfiguration configuration) : IValidateOptions<ApiOptions>
{
    /// <exception cref="InputRefusedException">A variable has a wrong value.</exception>
    public GateOptions Read() =>
        new GateOptions { File = "" }.With(GateOptions.Variables.ToDictionary(name => name, name => configuration[name] ?? ""));

    public ValidateOptionsResult Validate(string? name, ApiOptions options)
    {
        var errors = GateOptions.Variables.Select(variable => ErrorOf(variable, configuration[variable] ?? "")).OfType<string>().ToArray();
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static string? ErrorOf(string variable, string value)
    {
        try
        {
            _ = new GateOptions().With(new Dictionary<string, string> { [variable] = value });
            return null;
        }
        catch (InputRefusedException exception)
        {
            return exception.Message;
        }
    }
}
