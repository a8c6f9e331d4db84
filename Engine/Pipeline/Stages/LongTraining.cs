namespace Huracan.Engine.Pipeline.Stages;

/// <summary>A final model is trained for more epochs than validation chose.</summary>
/// <param name="Epochs">Epochs asked for.</param>
/// <param name="Chosen">Epochs that validation chose.</param>
public sealed record LongTraining(int Epochs, int Chosen);
