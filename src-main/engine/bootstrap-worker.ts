console.log('engine/bootstrap-worker')
