using System.Text.Json;

namespace Huracan.Contracts.Http.Studies;

/// <summary>A setting that a study searches: a number between bounds, or one of some choices.</summary>
/// <param name="Name">Name of the setting.</param>
/// <param name="Low">Least value; null for choices.</param>
/// <param name="High">Greatest value; null for choices.</param>
/// <param name="Log">Whether equal ratios are equally likely.</param>
/// <param name="Choices">The choices: null, true or false, numbers or texts; null for a number between bounds.</param>
public sealed record StudyParameter(string Name, double? Low, double? High, bool Log, IReadOnlyList<JsonElement>? Choices);
