using System.Globalization;

namespace Huracan.AppHost.Processes;

/// <summary>A user of this machine.</summary>
internal sealed record SystemUser(string Name, uint Id, uint Group)
{
    /// <summary>The first of the names that exists in the text of /etc/passwd.</summary>
    public static SystemUser? Find(string passwd, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            foreach (var line in passwd.Split('\n'))
            {
                var parts = line.Split(':');
                if (parts.Length > 3 && parts[0] == name)
                    return new SystemUser(name, uint.Parse(parts[2], CultureInfo.InvariantCulture), uint.Parse(parts[3], CultureInfo.InvariantCulture));
            }
        }
        return null;
    }
}
