console.log('models/inference-worker')
