using Huracan.Contracts;
using Huracan.Engine.Quality;
using Huracan.ServiceDefaults.Options;

namespace Huracan.Api.Hamilton;

/// <summary>How the environment sets the quality gate: the variables of the command line, refused before the start where one is wrong.</summary>
internal sealed class GateSettings(IConfiguration configuration) : IOptionsFaults
{
    /// <exception cref="InputRefusedException">A variable has a wrong value.</exception>
    public GateOptions Read() => new GateOptions { File = "" }.With(GateOptions.Variables.ToDictionary(name => name, name => configuration[name] ?? ""));

    public IEnumerable<OptionFault> Examine()
    {
        foreach (var name in GateOptions.Variables)
        {
            if (FaultOf(name, configuration[name] ?? "") is { } fault)
                yield return fault;
        }
    }

    private static OptionFault? FaultOf(string name, string value)
    {
        try
        {
            _ = new GateOptions().With(new Dictionary<string, string> { [name] = value });
            return null;
        }
        catch (InputRefusedException refused)
        {
            return new OptionFault(name, value, refused.Message);
        }
    }
}
