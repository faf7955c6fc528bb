import { MemoryStore } from '../../store/memory-store.js';
import { storeContract } from './contract.js';

storeContract('in memory', async () => new MemoryStore('notes', 'docs'));
