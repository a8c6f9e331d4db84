namespace Huracan.Cli.Experiment;

/// <summary><c>server.json</c>: the cluster that makes an experiment's runs.</summary>
/// <param name="Address">Address of its API.</param>
/// <param name="Id">
/// Begins the idempotency key of each run: asked for again after an answer that was lost, a run is not made twice.
/// </param>
internal sealed record ExperimentServer(string Address, string Id);
