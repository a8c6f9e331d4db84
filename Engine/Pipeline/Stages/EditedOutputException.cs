namespace Huracan.Engine.Pipeline.Stages;

/// <summary>
/// An output of a finished stage was changed or removed afterwards, so the work must not continue.
/// </summary>
/// <param name="message">Names the file and what to do.</param>
public sealed class EditedOutputException(string message) : Exception(message);
