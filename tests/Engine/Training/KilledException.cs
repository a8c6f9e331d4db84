namespace Huracan.Tests.Engine.Training;

/// <summary>Ends a training as a kill would.</summary>
internal sealed class KilledException : Exception;
