using Microsoft.Extensions.Configuration;

namespace Huracan.ServiceDefaults.Options;

/// <summary>A connection string that a host cannot do without.</summary>
internal sealed class ConnectionStringRule(IConfiguration configuration, string name) : IOptionsFaults
{
    public IEnumerable<OptionFault> Examine()
    {
        if (string.IsNullOrWhiteSpace(configuration.GetConnectionString(name)))
            yield return new OptionFault($"ConnectionStrings__{name}", null, "this host cannot do without it; './huracan up' sets it");
    }
}
