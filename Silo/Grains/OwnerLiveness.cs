using System.Globalization;
using Huracan.Contracts.Grains;

namespace Huracan.Silo.Grains;

/// <summary>Whether the owner of a unit is a silo that lives, by the cluster's membership.</summary>
internal static class OwnerLiveness
{
    private const char Mark = '#';

    /// <summary>A silo as owner. The membership version tells later whether a silo that is not listed died or is not seen yet.</summary>
    public static UnitOwner Of(string name, SiloAddress silo, MembershipVersion seen) =>
        new(name, string.Create(CultureInfo.InvariantCulture, $"{silo.ToParsableString()}{Mark}{seen.Value}"));

    /// <summary>Whether the owner can no longer work; so can one whose address is not known.</summary>
    public static bool IsGone(string? address, ClusterMembershipSnapshot membership)
    {
        if (address?.Split(Mark) is not [var silo, var seen] || !long.TryParse(seen, CultureInfo.InvariantCulture, out var version))
            return true;
        try
        {
            return membership.GetSiloStatus(SiloAddress.FromParsableString(silo), new MembershipVersion(version)) == SiloStatus.Dead;
        }
        catch (FormatException)
        {
            return true;
        }
    }
}
