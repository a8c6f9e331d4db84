// libtorch's default random generators, thread counts and live-tensor count belong to the whole process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
