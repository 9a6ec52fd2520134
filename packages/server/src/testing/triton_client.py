"""Asks a server as tritonclient does: triton_client.py ADDRESS MODEL ROWS_JSON. Prints what it got as JSON."""

import json
import sys

import numpy as np
import tritonclient.http as triton

address, model, rows = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
client = triton.InferenceServerClient(address)
metadata = client.get_model_metadata(model)
given = metadata["inputs"][0]
values = np.array(rows, dtype=np.float32)
tensor = triton.InferInput(given["name"], values.shape, given["datatype"])
tensor.set_data_from_numpy(values, binary_data=False)
wanted = metadata["outputs"][-1]["name"]
result = client.infer(model, [tensor], outputs=[triton.InferRequestedOutput(wanted, binary_data=False)])
try:
    client.infer("other", [tensor])
    error = None
except triton.InferenceServerException as raised:
    error = raised.message()
print(
    json.dumps(
        {
            "live": client.is_server_live(),
            "ready": client.is_server_ready(),
            "model_ready": client.is_model_ready(model),
            "versions": metadata["versions"],
            "output": result.as_numpy(wanted).tolist(),
            "error": error,
        }
    )
)
