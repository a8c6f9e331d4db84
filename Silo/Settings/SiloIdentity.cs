using Huracan.Engine.Models;

namespace Huracan.Silo.Settings;

/// <summary>Who this silo is and where it works.</summary>
/// <param name="Id">Its name in the cluster.</param>
/// <param name="Device">What models are trained on here.</param>
/// <param name="Slots">Units it works on at a time.</param>
/// <param name="Folder">Its own folder; no other program writes there.</param>
internal sealed record SiloIdentity(string Id, TrainingDevice Device, int Slots, string Folder);
