namespace Huracan.Engine.Pipeline.Stages;

/// <summary>What a finished stage left was changed or removed since: the data is not refused, but the work must not go on as if nothing were.</summary>
/// <param name="message">Names the file and what to do.</param>
public sealed class EditedOutputException(string message) : Exception(message);
