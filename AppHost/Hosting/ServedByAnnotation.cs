namespace Huracan.AppHost.Hosting;

/// <summary>What serves a resource on this machine, and why, for people to read.</summary>
internal sealed record ServedByAnnotation(string Description) : IResourceAnnotation;
