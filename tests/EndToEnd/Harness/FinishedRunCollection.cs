namespace Huracan.Tests.EndToEnd.Harness;

/// <summary>The tests that look at one finished run.</summary>
[CollectionDefinition("finished run")]
public sealed class FinishedRunCollection : ICollectionFixture<FinishedRun>;
