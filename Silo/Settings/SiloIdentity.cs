namespace Huracan.Silo.Settings;

/// <summary>Who this silo is and where it works.</summary>
/// <param name="Id">Its name in the cluster.</param>
/// <param name="Device"><c>cpu</c> or <c>cuda</c>.</param>
/// <param name="Slots">Units it works on at a time.</param>
/// <param name="Folder">Its own folder; no other program writes there.</param>
internal sealed record SiloIdentity(string Id, string Device, int Slots, string Folder);
