import { mount } from 'svelte'
import Failure from '../ui/views/Failure.svelte'
mount(Failure, { target: document.body, props: { cause: 'x' } })
