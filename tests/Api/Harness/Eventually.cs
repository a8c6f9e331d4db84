namespace Huracan.Tests.Api.Harness;

/// <summary>What follows an event is there a moment later: asks again until it is.</summary>
internal static class Eventually
{
    public static async Task<T> GetAsync<T>(ApiHost host, string path, Func<T, bool> isThere, int seconds = 30)
        where T : class
    {
        T? last = null;
        await ThatAsync(async () =>
        {
            using var answer = await host.Reader.GetAsync(path);
            last = answer.IsSuccessStatusCode ? await ApiHost.ReadAsync<T>(answer) : null;
            return last is not null && isThere(last);
        }, seconds);
        return last!; // there, as asked
    }

    public static async Task ThatAsync(Func<Task<bool>> isThere, int seconds = 30)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await isThere())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start).TotalSeconds < seconds, "It did not come.");
            await Task.Delay(20);
        }
    }
}
