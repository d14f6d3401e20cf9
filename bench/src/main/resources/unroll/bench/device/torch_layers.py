# The same trainings with PyTorch's own layers (cuDNN) on a CUDA GPU. Prints a line for each figure.
import sys
import time

begun = time.perf_counter()
seconds, length, limit = float(sys.argv[1]), int(sys.argv[2]), float(sys.argv[5].replace("Infinity", "inf"))
sizes, exact = ([part.split(":") for part in argument.split(",")] for argument in sys.argv[3:5])
try:
    import torch
except ImportError:
    print("name PyTorch is left out: python3 has no module torch")
    sys.exit(0)
if not torch.cuda.is_available():
    print("name PyTorch is left out: it finds no CUDA GPU")
    sys.exit(0)
torch.backends.cuda.matmul.allow_tf32 = False
torch.backends.cudnn.allow_tf32 = False
VOCABULARY = 28
print(f"name PyTorch {torch.__version__}, cuDNN {torch.backends.cudnn.version()}, "
      f"{torch.cuda.get_device_name()}, float32 without TF32", flush=True)


class Model(torch.nn.Module):
    def __init__(self, cell, hidden):
        super().__init__()
        layer = {"rnn": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}[cell]
        self.embedding = torch.nn.Embedding(VOCABULARY, hidden)
        self.layer = layer(hidden, hidden)
        self.output = torch.nn.Linear(hidden, VOCABULARY)

    def loss(self, tokens, targets):
        logits = self.output(self.layer(self.embedding(tokens))[0])
        return torch.nn.functional.cross_entropy(logits.flatten(0, 1), targets.flatten())


def data(batch):
    generator = torch.Generator().manual_seed(0)
    return (torch.randint(VOCABULARY, (length, batch), generator=generator) for _ in range(2))


def pace(cell, hidden, batch):
    model = Model(cell, hidden).cuda()
    adam = torch.optim.Adam(model.parameters(), lr=0.001, fused=True)
    tokens, targets = (each.cuda() for each in data(batch))

    def step():
        adam.zero_grad(set_to_none=True)
        loss = model.loss(tokens, targets)
        loss.backward()
        adam.step()
        return loss.item()

    for _ in range(3):
        step()
    begin, steps = time.perf_counter(), 0
    while time.perf_counter() - begin < seconds:
        step()
        steps += 1
    return steps * batch * length / (time.perf_counter() - begin)


def error(cell, hidden, batch):
    torch.manual_seed(0)
    model = Model(cell, hidden)
    precise = Model(cell, hidden).double()
    precise.load_state_dict(model.state_dict())
    tokens, targets = data(batch)
    precise.loss(tokens, targets).backward()
    model.cuda().loss(tokens.cuda(), targets.cuda()).backward()
    expected = torch.cat([each.grad.flatten() for each in precise.parameters()])
    actual = torch.cat([each.grad.flatten().double().cpu() for each in model.parameters()])
    return ((actual - expected).abs().max() / expected.abs().max()).item()


for what, plan, figure in (("error", exact, error), ("pace", sizes, pace)):
    for cell, hidden, batch in plan:
        if time.perf_counter() - begun > limit:
            break
        try:
            print(what, ":".join((cell, hidden, batch)), figure(cell, int(hidden), int(batch)), flush=True)
        except torch.cuda.OutOfMemoryError:
            torch.cuda.empty_cache()
