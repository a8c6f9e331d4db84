using System.Net;
using System.Threading.Channels;
using Huracan.Contracts;
using Huracan.Contracts.Client;
using Huracan.Contracts.Http;
using Microsoft.AspNetCore.Components;

namespace Huracan.Dashboard.Live;

/// <summary>
/// A page that reloads its data when an event affects it, at most a few times a second. An error of the API is shown beside the previous
/// data, and the load is retried.
/// </summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(3);
    private readonly CancellationTokenSource closed = new();
    private readonly Channel<bool> reloads = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private bool started;

    [Inject]
    internal LiveEvents Live { get; set; } = null!; // injected

    [Inject]
    internal TimeProvider Time { get; set; } = null!; // injected

    /// <summary>Whether the data has been loaded once.</summary>
    protected bool Loaded { get; private set; }

    /// <summary>Why the last load failed; null if it succeeded.</summary>
    protected ApiException? Error { get; private set; }

    protected bool IsNotFound => Error?.Status == HttpStatusCode.NotFound;

    protected CancellationToken Closed => closed.Token;

    /// <summary>Reload interval for data that no event announces; null for none.</summary>
    protected virtual TimeSpan? MaxAge => null;

    protected abstract Task LoadAsync(CancellationToken cancellationToken);

    /// <summary>Whether an event affects the data of the page.</summary>
    protected virtual bool IsAffectedBy(ClusterEvent @event) => true;

    protected override async Task OnParametersSetAsync()
    {
        if (!started)
        {
            started = true;
            Live.Changed += OnChanged;
            _ = InvokeAsync(FollowAsync);
        }
        await RefreshAsync();
    }

    protected async Task RefreshAsync()
    {
        try
        {
            await LoadAsync(Closed);
            (Error, Loaded) = (null, true);
        }
        catch (ApiException exception)
        {
            Error = exception;
        }
        catch (InputRefusedException refused)
        {
            Error = new ApiException(
                refused.IsNotFound ? HttpStatusCode.NotFound : HttpStatusCode.UnprocessableEntity,
                refused.IsNotFound ? "Not found" : "Refused", refused.Message);
        }
        catch (OperationCanceledException) when (Closed.IsCancellationRequested)
        {
            // The page is closed.
        }
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || closed.IsCancellationRequested)
            return;
        Live.Changed -= OnChanged;
        closed.Cancel();
        closed.Dispose();
    }

    private void OnChanged(ClusterEvent? @event)
    {
        if (@event is null || IsAffectedBy(@event))
            reloads.Writer.TryWrite(true);
    }

    private async Task FollowAsync()
    {
        var token = Closed;
        try
        {
            while (true)
            {
                await WaitAsync(token);
                await Task.Delay(Debounce, Time, token);
                reloads.Reader.TryRead(out _);
                await RefreshAsync();
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // The page is closed.
        }
    }

    private async Task WaitAsync(CancellationToken token)
    {
        var interval = Error is null || IsNotFound ? MaxAge ?? Timeout.InfiniteTimeSpan : Retry;
        using var due = new CancellationTokenSource(interval, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(token, due.Token);
        try
        {
            await reloads.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            // No event came; the reload interval is over.
        }
    }
}
