namespace Huracan.Engine.Models;

/// <summary>How one column is scaled: <c>(x − Centre) / Scale</c>.</summary>
/// <param name="Name">Name of the feature.</param>
/// <param name="Centre">Its median over the training rows.</param>
/// <param name="Scale">Its spread over the training rows; 0 marks a constant column, which becomes 0.</param>
public sealed record ScaledColumn(string Name, double Centre, double Scale);
